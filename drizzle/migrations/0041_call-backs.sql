CREATE TABLE "call_back_numbers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"reach_on" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "call_back_numbers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "call_backs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"call_id" uuid NOT NULL,
	"shift_id" uuid NOT NULL,
	"to_shift_id" uuid,
	"from_at" timestamp (3) with time zone NOT NULL,
	"until_at" timestamp (3) with time zone NOT NULL,
	"words" text NOT NULL,
	"promised_by" uuid NOT NULL,
	"promised_at" timestamp (3) with time zone NOT NULL,
	"for_id" uuid,
	"number_until" timestamp (3) with time zone,
	"tries" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"settled_by" uuid,
	"settled_at" timestamp (3) with time zone,
	"ending" text,
	"reason" text,
	"told_at" timestamp (3) with time zone,
	"scope_seen" bigint,
	"look_again_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "call_backs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "call_back_numbers" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "call_back_numbers" ADD CONSTRAINT "call_back_numbers_id_call_backs_id_fk" FOREIGN KEY ("id") REFERENCES "public"."call_backs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_back_numbers" ADD CONSTRAINT "call_back_numbers_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_backs" ADD CONSTRAINT "call_backs_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_backs" ADD CONSTRAINT "call_backs_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_backs" ADD CONSTRAINT "call_backs_shift_id_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shifts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_backs" ADD CONSTRAINT "call_backs_to_shift_id_shifts_id_fk" FOREIGN KEY ("to_shift_id") REFERENCES "public"."shifts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_backs" ADD CONSTRAINT "call_backs_promised_by_people_id_fk" FOREIGN KEY ("promised_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_backs" ADD CONSTRAINT "call_backs_for_id_people_id_fk" FOREIGN KEY ("for_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_backs" ADD CONSTRAINT "call_backs_settled_by_people_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_call_back_per_call" ON "call_backs" USING btree ("call_id") WHERE "call_backs"."settled_at" is null;--> statement-breakpoint
CREATE INDEX "call_backs_of_call" ON "call_backs" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "call_backs_open" ON "call_backs" USING btree ("helpline_id") WHERE "call_backs"."settled_at" is null;--> statement-breakpoint
CREATE INDEX "call_backs_to_tell" ON "call_backs" USING btree ("from_at") WHERE "call_backs"."settled_at" is null and "call_backs"."told_at" is null;--> statement-breakpoint
CREATE INDEX "call_backs_of_shift" ON "call_backs" USING btree ("shift_id");--> statement-breakpoint
CREATE INDEX "call_backs_to_shift" ON "call_backs" USING btree ("to_shift_id");--> statement-breakpoint
CREATE INDEX "call_backs_of_person" ON "call_backs" USING btree ("promised_by");--> statement-breakpoint
CREATE INDEX "call_backs_with_number" ON "call_backs" USING btree ("number_until") WHERE "call_backs"."number_until" is not null;--> statement-breakpoint
CREATE INDEX "call_backs_settled" ON "call_backs" USING btree ("settled_at");--> statement-breakpoint
CREATE INDEX "call_backs_by_version" ON "call_backs" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE POLICY "everything" ON "call_back_numbers" AS PERMISSIVE FOR ALL TO public USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "call_back_numbers" AS RESTRICTIVE FOR SELECT TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or exists (select from call_backs back join places place on place.shift_id = back.to_shift_id
        where back.id = "call_back_numbers"."id" and place.person_id = (select nullif(current_setting('alongside.reader', true), '')::uuid)) then true end) is not null);--> statement-breakpoint
CREATE POLICY "everything" ON "call_backs" AS PERMISSIVE FOR ALL TO public USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "call_backs" AS RESTRICTIVE FOR SELECT TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or "call_backs"."promised_by" = (select nullif(current_setting('alongside.reader', true), '')::uuid) or exists (select from places place where place.shift_id = "call_backs"."shift_id" and place.person_id = (select nullif(current_setting('alongside.reader', true), '')::uuid) and ("call_backs"."settled_at" is null or place.placed_at <= "call_backs"."settled_at"))
        or exists (select from places place where place.shift_id = "call_backs"."to_shift_id" and place.person_id = (select nullif(current_setting('alongside.reader', true), '')::uuid) and ("call_backs"."settled_at" is null or place.placed_at <= "call_backs"."settled_at")) then true end) is not null);--> statement-breakpoint
ALTER TABLE "call_backs" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "call_back_numbers" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "notification_preferences" SET "push_kinds" = "push_kinds" || '{call-back}'::text[] WHERE "push_kinds" <> '{}';
