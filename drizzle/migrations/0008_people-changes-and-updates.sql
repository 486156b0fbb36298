CREATE TABLE "personal_updates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"about_id" uuid,
	"shift_id" uuid,
	"by" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "log" ALTER COLUMN "by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ALTER COLUMN "secret_hash" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "invitation_days" smallint DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "by_email" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "invited_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "invited_by" uuid;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "came_in_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "proposal" jsonb;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "link_asked_by" uuid;--> statement-breakpoint
ALTER TABLE "personal_updates" ADD CONSTRAINT "personal_updates_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personal_updates" ADD CONSTRAINT "personal_updates_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personal_updates" ADD CONSTRAINT "personal_updates_about_id_people_id_fk" FOREIGN KEY ("about_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personal_updates" ADD CONSTRAINT "personal_updates_shift_id_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shifts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personal_updates" ADD CONSTRAINT "personal_updates_by_people_id_fk" FOREIGN KEY ("by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_update_per_shift" ON "personal_updates" USING btree ("person_id","shift_id") WHERE "personal_updates"."shift_id" is not null;--> statement-breakpoint
CREATE INDEX "updates_of_person" ON "personal_updates" USING btree ("person_id","version");--> statement-breakpoint
CREATE INDEX "updates_by_age" ON "personal_updates" USING btree ("at");--> statement-breakpoint
CREATE INDEX "debriefs_named" ON "debriefs" USING btree ("manager_id");--> statement-breakpoint
CREATE INDEX "follow_ups_for" ON "follow_ups" USING btree ("for_id") WHERE "follow_ups"."done_at" is null;--> statement-breakpoint
CREATE INDEX "flags_taken" ON "flags" USING btree ("taken_by") WHERE "flags"."state" = 'taken';--> statement-breakpoint
CREATE INDEX "shifts_on_call" ON "shifts" USING btree ("manager_id","ends_at");--> statement-breakpoint
CREATE INDEX "shifts_next_on_call" ON "shifts" USING btree ("next_manager_id","ends_at");--> statement-breakpoint
UPDATE "people" SET "invited_until" = "invitations"."expires_at" FROM "invitations" WHERE "invitations"."person_id" = "people"."id";--> statement-breakpoint
UPDATE "people" SET "invited_at" = NULL WHERE "password_hash" IS NOT NULL;--> statement-breakpoint
UPDATE "people" SET "came_in_at" = "helplines"."created_at" FROM "helplines" WHERE "helplines"."id" = "people"."helpline_id" AND "people"."password_hash" IS NOT NULL;--> statement-breakpoint
UPDATE "reaches" SET "push_kinds" = "push_kinds" || '{rota,account}'::text[] WHERE "push_kinds" <> '{}';--> statement-breakpoint
UPDATE "reaches" SET "email_kinds" = "email_kinds" || '{rota,account}'::text[] WHERE "email_kinds" <> '{}';--> statement-breakpoint
-- Who is suspended holds nothing: their places to come and their turns on call are empty from now on. One change of each helpline, so that every page learns of it.
UPDATE "helplines" SET "change" = "change" + 1;--> statement-breakpoint
UPDATE "shifts" SET "version" = "helplines"."change" FROM "helplines" WHERE "helplines"."id" = "shifts"."helpline_id" AND "shifts"."ends_at" > now() AND (
	EXISTS (SELECT 1 FROM "places" JOIN "people" ON "people"."id" = "places"."person_id" WHERE "places"."shift_id" = "shifts"."id" AND "people"."suspended_at" IS NOT NULL)
	OR EXISTS (SELECT 1 FROM "people" WHERE "people"."id" IN ("shifts"."manager_id", "shifts"."next_manager_id") AND "people"."suspended_at" IS NOT NULL));--> statement-breakpoint
DELETE FROM "places" USING "shifts", "people" WHERE "shifts"."id" = "places"."shift_id" AND "people"."id" = "places"."person_id" AND "shifts"."ends_at" > now() AND "people"."suspended_at" IS NOT NULL;--> statement-breakpoint
UPDATE "shifts" SET "next_manager_id" = NULL FROM "people" WHERE "people"."id" = "shifts"."next_manager_id" AND "people"."suspended_at" IS NOT NULL AND "shifts"."ends_at" > now();--> statement-breakpoint
UPDATE "shifts" SET "manager_id" = "next_manager_id", "next_manager_id" = NULL FROM "people" WHERE "people"."id" = "shifts"."manager_id" AND "people"."suspended_at" IS NOT NULL AND "shifts"."ends_at" > now();--> statement-breakpoint
UPDATE "follow_ups" SET "for_id" = NULL, "version" = "helplines"."change" FROM "people", "helplines" WHERE "people"."id" = "follow_ups"."for_id" AND "helplines"."id" = "follow_ups"."helpline_id" AND "people"."suspended_at" IS NOT NULL AND "follow_ups"."done_at" IS NULL;--> statement-breakpoint
UPDATE "people" SET "version" = "helplines"."change" FROM "helplines" WHERE "helplines"."id" = "people"."helpline_id";
