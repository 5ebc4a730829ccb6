// JSONValuesTests
