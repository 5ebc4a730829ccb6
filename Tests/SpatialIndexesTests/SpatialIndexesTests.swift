// SpatialIndexesTests
