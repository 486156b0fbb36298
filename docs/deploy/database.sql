-- Run once as PostgreSQL's superuser, such as with: sudo -u postgres psql -v ON_ERROR_STOP=1 -f docs/deploy/database.sql
-- Two roles: the owner changes the tables when a new version needs it; the one that Alongside runs as reads and writes rows.
CREATE ROLE alongside_owner LOGIN PASSWORD 'choose-one';
CREATE ROLE alongside LOGIN PASSWORD 'choose-another';
CREATE DATABASE alongside OWNER alongside_owner;

-- PostgreSQL lets every role connect to every database, and whoever is connected may listen to notifications.
REVOKE CONNECT, TEMPORARY ON DATABASE alongside FROM PUBLIC;
GRANT CONNECT ON DATABASE alongside TO alongside;

\connect alongside
ALTER SCHEMA public OWNER TO alongside_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
CREATE SCHEMA drizzle AUTHORIZATION alongside_owner;
GRANT USAGE ON SCHEMA public, drizzle TO alongside;

-- What the owner makes from now on, Alongside may use.
ALTER DEFAULT PRIVILEGES FOR ROLE alongside_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO alongside;
ALTER DEFAULT PRIVILEGES FOR ROLE alongside_owner IN SCHEMA public GRANT USAGE ON SEQUENCES TO alongside;
ALTER DEFAULT PRIVILEGES FOR ROLE alongside_owner IN SCHEMA drizzle GRANT SELECT ON TABLES TO alongside;

-- What the server writes down when a statement fails would otherwise quote the row.
ALTER DATABASE alongside SET log_error_verbosity = terse;
ALTER DATABASE alongside SET log_min_error_statement = panic;
ALTER DATABASE alongside SET log_parameter_max_length_on_error = 0;
ALTER DATABASE alongside SET log_min_duration_statement = -1;
