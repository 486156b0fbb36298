ALTER TABLE "helplines" ADD COLUMN "scope" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE FUNCTION "raise_scope"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('alongside.restoring', true) = 'on' THEN RETURN NULL; END IF;
  UPDATE helplines SET scope = scope + 1
  WHERE id = CASE WHEN tg_op = 'DELETE' THEN old.helpline_id ELSE new.helpline_id END;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "people_raise_scope" AFTER INSERT OR DELETE OR UPDATE OF first_name, roles, suspended_at ON "people"
FOR EACH ROW EXECUTE FUNCTION raise_scope();--> statement-breakpoint
CREATE TRIGGER "places_raise_scope" AFTER INSERT OR DELETE OR UPDATE ON "places"
FOR EACH ROW EXECUTE FUNCTION raise_scope();--> statement-breakpoint
CREATE TRIGGER "shifts_raise_scope" AFTER UPDATE OF starts_at, ends_at ON "shifts"
FOR EACH ROW EXECUTE FUNCTION raise_scope();--> statement-breakpoint
CREATE TRIGGER "joining_raises_scope" AFTER INSERT OR DELETE ON "presences"
FOR EACH ROW EXECUTE FUNCTION raise_scope();--> statement-breakpoint
CREATE TRIGGER "leaving_raises_scope" AFTER UPDATE ON "presences"
FOR EACH ROW WHEN (old.left_at IS DISTINCT FROM new.left_at) EXECUTE FUNCTION raise_scope();--> statement-breakpoint
CREATE FUNCTION "raise_own_scope"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  new.scope := old.scope + 1;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER "chat_hours_raise_scope" BEFORE UPDATE ON "helplines"
FOR EACH ROW WHEN (old.chat_hours IS DISTINCT FROM new.chat_hours) EXECUTE FUNCTION raise_own_scope();
