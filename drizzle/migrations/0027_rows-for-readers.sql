ALTER TABLE "check_ins" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "check_ins" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "debrief_messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "debrief_messages" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "debriefs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "debriefs" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "messages" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "debrief_messages_between";--> statement-breakpoint
CREATE INDEX "debrief_messages_by_version" ON "debrief_messages" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE POLICY "everything" ON "check_ins" AS PERMISSIVE FOR ALL TO public USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "check_ins" AS RESTRICTIVE FOR SELECT TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or "check_ins"."person_id" = (select nullif(current_setting('alongside.reader', true), '')::uuid)
        or "check_ins"."shared_with" = 'managers' and "check_ins"."helpline_id" = (select person.helpline_id from people person where person.id = (select nullif(current_setting('alongside.reader', true), '')::uuid) and person.suspended_at is null and person.roles @> array['manager'])
        or "check_ins"."shared_with" = 'partner' and exists (select from places place where place.shift_id = "check_ins"."shift_id" and place.person_id = (select nullif(current_setting('alongside.reader', true), '')::uuid) and ("check_ins"."at" is null or place.placed_at <= "check_ins"."at")) then true end) is not null);--> statement-breakpoint
CREATE POLICY "everything" ON "debrief_messages" AS PERMISSIVE FOR ALL TO public USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "debrief_messages" AS RESTRICTIVE FOR SELECT TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or (select nullif(current_setting('alongside.reader', true), '')::uuid) = any("debrief_messages"."between") then true end) is not null);--> statement-breakpoint
CREATE POLICY "everything" ON "debriefs" AS PERMISSIVE FOR ALL TO public USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "debriefs" AS RESTRICTIVE FOR SELECT TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or "debriefs"."asked_by" = (select nullif(current_setting('alongside.reader', true), '')::uuid) or "debriefs"."assigned_to" = (select nullif(current_setting('alongside.reader', true), '')::uuid) or "debriefs"."manager_id" = (select nullif(current_setting('alongside.reader', true), '')::uuid)
        or "debriefs"."manager_id" is not null and (select nullif(current_setting('alongside.reader', true), '')::uuid) = any("debriefs"."escalated_to")
        or "debriefs"."manager_id" is null and "debriefs"."helpline_id" = (select person.helpline_id from people person where person.id = (select nullif(current_setting('alongside.reader', true), '')::uuid) and person.suspended_at is null and person.roles @> array['manager'])
        or "debriefs"."shared_with_partner" and exists (select from places place where place.shift_id = "debriefs"."shift_id" and place.person_id = (select nullif(current_setting('alongside.reader', true), '')::uuid) and ("debriefs"."shared_at" is null or place.placed_at <= "debriefs"."shared_at")) then true end) is not null);--> statement-breakpoint
CREATE POLICY "everything" ON "messages" AS PERMISSIVE FOR ALL TO public USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "messages" AS RESTRICTIVE FOR SELECT TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or "messages"."from_person" = (select nullif(current_setting('alongside.reader', true), '')::uuid) or "messages"."to_person" = (select nullif(current_setting('alongside.reader', true), '')::uuid) then true end) is not null);