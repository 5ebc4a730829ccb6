// RegionsTests
