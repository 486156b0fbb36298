CREATE TABLE "steps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"words" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"copy_of" uuid,
	"with_id" uuid,
	"answer" text,
	"removed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "steps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "steps" ADD CONSTRAINT "steps_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "steps" ADD CONSTRAINT "steps_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "steps" ADD CONSTRAINT "steps_with_id_people_id_fk" FOREIGN KEY ("with_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "steps_of_person" ON "steps" USING btree ("person_id","version");--> statement-breakpoint
CREATE INDEX "steps_with_person" ON "steps" USING btree ("with_id","version");--> statement-breakpoint
CREATE INDEX "steps_copied" ON "steps" USING btree ("copy_of");--> statement-breakpoint
CREATE INDEX "steps_by_age" ON "steps" USING btree ("at");--> statement-breakpoint
CREATE POLICY "everything" ON "steps" AS PERMISSIVE FOR ALL TO public USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "steps" AS RESTRICTIVE FOR SELECT TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or "steps"."person_id" = (select nullif(current_setting('alongside.reader', true), '')::uuid) or "steps"."with_id" = (select nullif(current_setting('alongside.reader', true), '')::uuid) then true end) is not null);
--> statement-breakpoint
ALTER TABLE "steps" FORCE ROW LEVEL SECURITY;
