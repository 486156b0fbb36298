ALTER TABLE "feedback" ADD COLUMN "about" text;--> statement-breakpoint
ALTER TABLE "feedback" ADD COLUMN "service_id" uuid;--> statement-breakpoint
ALTER TABLE "feedback" ADD COLUMN "on_behalf" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "feedback" ADD COLUMN "safety" text;--> statement-breakpoint
ALTER TABLE "feedback" ADD COLUMN "safety_raised_by" uuid;--> statement-breakpoint
ALTER TABLE "feedback" ADD COLUMN "safety_held_by" uuid;--> statement-breakpoint
ALTER TABLE "feedback" ADD COLUMN "safety_outcome" text;--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_safety_raised_by_people_id_fk" FOREIGN KEY ("safety_raised_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_safety_held_by_people_id_fk" FOREIGN KEY ("safety_held_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "feedback_about_service" ON "feedback" USING btree ("service_id");--> statement-breakpoint
CREATE INDEX "feedback_about_safety" ON "feedback" USING btree ("helpline_id") WHERE "feedback"."safety" is not null;--> statement-breakpoint
CREATE INDEX "feedback_raised_by" ON "feedback" USING btree ("safety_raised_by");--> statement-breakpoint
CREATE INDEX "feedback_held_by" ON "feedback" USING btree ("safety_held_by");--> statement-breakpoint
ALTER POLICY "readers" ON "feedback" TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or "feedback"."helpline_id" = (select person.helpline_id from people person where person.id = (select nullif(current_setting('alongside.reader', true), '')::uuid) and person.suspended_at is null and person.roles @> array['manager']) or exists (select from feedback_settings setting where setting.helpline_id = "feedback"."helpline_id" and setting.reader_id = (select nullif(current_setting('alongside.reader', true), '')::uuid))
        or "feedback"."safety" <> 'ticked' and "feedback"."helpline_id" = (select person.helpline_id from people person where person.id = (select nullif(current_setting('alongside.reader', true), '')::uuid) and person.suspended_at is null and person.roles @> array['supervisor']) then true end) is not null);