CREATE TABLE "feedback" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"quarter" text NOT NULL,
	"due_on" date,
	"batch" integer,
	"answers" jsonb NOT NULL,
	"words" text NOT NULL,
	"erase_on" date
);
--> statement-breakpoint
ALTER TABLE "feedback" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "feedback_questions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"words" text NOT NULL,
	"options" text[] NOT NULL,
	"state" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"settled_by" uuid
);
--> statement-breakpoint
CREATE TABLE "feedback_replies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"said" text NOT NULL,
	"did" text NOT NULL,
	"quarter" text NOT NULL,
	"written_by" uuid NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feedback_settings" (
	"helpline_id" uuid NOT NULL,
	"is_on" boolean NOT NULL,
	"reader_id" uuid,
	CONSTRAINT "feedback_settings_helpline_id_pk" PRIMARY KEY("helpline_id")
);
--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_questions" ADD CONSTRAINT "feedback_questions_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_questions" ADD CONSTRAINT "feedback_questions_proposed_by_people_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_questions" ADD CONSTRAINT "feedback_questions_settled_by_people_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_replies" ADD CONSTRAINT "feedback_replies_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_replies" ADD CONSTRAINT "feedback_replies_written_by_people_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_settings" ADD CONSTRAINT "feedback_settings_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_settings" ADD CONSTRAINT "feedback_settings_reader_id_people_id_fk" FOREIGN KEY ("reader_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "feedback_of_helpline" ON "feedback" USING btree ("helpline_id","batch");--> statement-breakpoint
CREATE INDEX "feedback_that_waits" ON "feedback" USING btree ("due_on") WHERE "feedback"."due_on" is not null;--> statement-breakpoint
CREATE INDEX "feedback_to_erase" ON "feedback" USING btree ("erase_on");--> statement-breakpoint
CREATE INDEX "feedback_questions_of_helpline" ON "feedback_questions" USING btree ("helpline_id","proposed_at");--> statement-breakpoint
CREATE INDEX "feedback_questions_by_proposer" ON "feedback_questions" USING btree ("proposed_by");--> statement-breakpoint
CREATE INDEX "feedback_questions_by_settler" ON "feedback_questions" USING btree ("settled_by");--> statement-breakpoint
CREATE INDEX "feedback_replies_of_helpline" ON "feedback_replies" USING btree ("helpline_id","written_at");--> statement-breakpoint
CREATE INDEX "feedback_replies_by_writer" ON "feedback_replies" USING btree ("written_by");--> statement-breakpoint
CREATE INDEX "feedback_settings_that_are_on" ON "feedback_settings" USING btree ("helpline_id") WHERE "feedback_settings"."is_on";--> statement-breakpoint
CREATE INDEX "feedback_settings_by_reader" ON "feedback_settings" USING btree ("reader_id");--> statement-breakpoint
CREATE POLICY "everything" ON "feedback" AS PERMISSIVE FOR ALL TO public USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "feedback" AS RESTRICTIVE FOR SELECT TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or "feedback"."helpline_id" = (select person.helpline_id from people person where person.id = (select nullif(current_setting('alongside.reader', true), '')::uuid) and person.suspended_at is null and person.roles @> array['manager']) or exists (select from feedback_settings setting where setting.helpline_id = "feedback"."helpline_id" and setting.reader_id = (select nullif(current_setting('alongside.reader', true), '')::uuid)) then true end) is not null);--> statement-breakpoint
ALTER TABLE "feedback" FORCE ROW LEVEL SECURITY;