CREATE TABLE "plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"state" text NOT NULL,
	"known_as" text DEFAULT '' NOT NULL,
	"word" text,
	"agreed_text" text,
	"agreed_on" date,
	"how" text,
	"made_by" uuid[] DEFAULT '{}' NOT NULL,
	"review_by" date,
	"draft_known_as" text,
	"draft_text" text,
	"draft_by" uuid,
	"draft_at" timestamp (3) with time zone,
	"read_out_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	"ending" text,
	"reminded_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "plans" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "plan_id" uuid;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "call_plans" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_draft_by_people_id_fk" FOREIGN KEY ("draft_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_ended_by_people_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "plans_to_review" ON "plans" USING btree ("review_by") WHERE "plans"."state" = 'agreed';--> statement-breakpoint
CREATE INDEX "plans_ended" ON "plans" USING btree ("ended_at") WHERE "plans"."ended_at" is not null;--> statement-breakpoint
CREATE INDEX "plans_never_agreed" ON "plans" USING btree ("draft_at") WHERE "plans"."state" = 'draft';--> statement-breakpoint
CREATE INDEX "plans_by_version" ON "plans" USING btree ("helpline_id","version");--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calls_with_plan" ON "calls" USING btree ("plan_id") WHERE "calls"."plan_id" is not null;--> statement-breakpoint
CREATE POLICY "everything" ON "plans" AS PERMISSIVE FOR ALL TO public USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "plans" AS RESTRICTIVE FOR SELECT TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or exists (select from people person where person.id = (select nullif(current_setting('alongside.reader', true), '')::uuid) and person.helpline_id = "plans"."helpline_id" and person.suspended_at is null
          and (person.roles && array['manager', 'supervisor'] or exists (select from places place where place.person_id = person.id))) then true end) is not null);--> statement-breakpoint
ALTER TABLE "plans" FORCE ROW LEVEL SECURITY;
