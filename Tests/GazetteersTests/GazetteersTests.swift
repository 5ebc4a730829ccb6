// GazetteersTests
