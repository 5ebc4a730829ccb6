// QueriesTests
