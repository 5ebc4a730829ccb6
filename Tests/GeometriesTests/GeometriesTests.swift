// GeometriesTests
