/// The tables of a store, in SQL: those that the GeoPackage standard asks for, the layer, and our own beside them.
enum Schema {
    /// The name of the layer.
    static let layer = "incidents"
    /// The version of our own schema that this library writes, and the newest that it reads.
    static let version: Int64 = 1
    /// "GPKG" in ASCII.
    static let applicationID: Int64 = 0x4750_4B47
    /// GeoPackage 1.3.
    static let userVersion: Int64 = 10_300
    /// WGS 84, longitude and latitude in degrees.
    static let wgs84: Int64 = 4326

    /// What OGC 12-128r18 requires of any GeoPackage with features.
    static let geoPackage = """
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(userVersion);
        CREATE TABLE IF NOT EXISTS gpkg_spatial_ref_sys (
            srs_name TEXT NOT NULL,
            srs_id INTEGER NOT NULL PRIMARY KEY,
            organization TEXT NOT NULL,
            organization_coordsys_id INTEGER NOT NULL,
            definition TEXT NOT NULL,
            description TEXT
        );
        INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES
            ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
            ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
            ('WGS 84 geodetic', 4326, 'EPSG', 4326,
             'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],\
        AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],\
        UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],\
        AUTHORITY["EPSG","4326"]]',
             'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
        CREATE TABLE IF NOT EXISTS gpkg_contents (
            table_name TEXT NOT NULL PRIMARY KEY,
            data_type TEXT NOT NULL,
            identifier TEXT UNIQUE,
            description TEXT DEFAULT '',
            last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
            min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
            srs_id INTEGER,
            CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
        );
        CREATE TABLE IF NOT EXISTS gpkg_geometry_columns (
            table_name TEXT NOT NULL,
            column_name TEXT NOT NULL,
            geometry_type_name TEXT NOT NULL,
            srs_id INTEGER NOT NULL,
            z TINYINT NOT NULL,
            m TINYINT NOT NULL,
            CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
            CONSTRAINT uk_gc_table_name UNIQUE (table_name),
            CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
            CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
        );
        """

    /// The layer itself; z is optional (2), m is not used (0).
    static var createLayer: String {
        let columns = LayerColumn.allCases.map { column in
            "\(column.quoted) \(column.declaredType)" + (column == .id ? " UNIQUE" : "")
        }
        return """
            CREATE TABLE \(layer) (
                fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
                \(columns.joined(separator: ",\n    "))
            );
            INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)
                VALUES ('\(layer)', 'features', '\(layer)', 'Dated, located incidents', \(wgs84));
            INSERT INTO gpkg_geometry_columns VALUES ('\(layer)', 'geom', 'GEOMETRY', \(wgs84), 2, 0);
            """
    }

    /// Our own tables: what is known of the store, and the log of changes.
    ///
    /// GDAL lists every table that `gpkg_contents` does not name, unless the file says by this extension of GDAL's that it
    /// names all those that hold data. So `ogrinfo` and QGIS show the layer and nothing else.
    static let own = """
        CREATE TABLE IF NOT EXISTS incidents_store (
            id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
            name TEXT NOT NULL UNIQUE,
            value TEXT
        );
        CREATE TABLE IF NOT EXISTS incidents_changes (
            number INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
            nonce INTEGER NOT NULL,
            first_fid INTEGER NOT NULL,
            last_fid INTEGER NOT NULL
        );
        CREATE TABLE IF NOT EXISTS gpkg_extensions (
            table_name TEXT,
            column_name TEXT,
            extension_name TEXT NOT NULL,
            definition TEXT NOT NULL,
            scope TEXT NOT NULL,
            CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
        );
        INSERT INTO gpkg_extensions
            SELECT NULL, NULL, 'gdal_aspatial', 'http://gdal.org/geopackage_aspatial.html', 'read-write'
            WHERE NOT EXISTS (SELECT 1 FROM gpkg_extensions WHERE extension_name = 'gdal_aspatial');
        """
}
