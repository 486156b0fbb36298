CREATE TRIGGER "shift_states_raise_scope" AFTER UPDATE OF state ON "shifts"
FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state) EXECUTE FUNCTION raise_scope();
