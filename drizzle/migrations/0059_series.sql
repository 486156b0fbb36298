CREATE TABLE "series" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"with_ids" uuid[] NOT NULL,
	"offered_by" uuid NOT NULL,
	"offered_at" timestamp (3) with time zone NOT NULL,
	"known_as" text,
	"purpose" text,
	"most" smallint NOT NULL,
	"every_weeks" smallint NOT NULL,
	"consented_how" text,
	"consented_on" date,
	"held" smallint DEFAULT 0 NOT NULL,
	"reviewed_at" timestamp (3) with time zone,
	"changed" text,
	"sheets" text[] DEFAULT '{}' NOT NULL,
	"told_team" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"ends_by" timestamp (3) with time zone,
	"ending" text,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	"erase_at" timestamp (3) with time zone,
	"erased_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "series" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "series_counts" (
	"helpline_id" uuid NOT NULL,
	"month" text NOT NULL,
	"kind" text NOT NULL,
	"ended" integer NOT NULL,
	CONSTRAINT "series_counts_helpline_id_month_kind_pk" PRIMARY KEY("helpline_id","month","kind")
);
--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "series" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "meetings" ADD COLUMN "series_id" uuid;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_offered_by_people_id_fk" FOREIGN KEY ("offered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_ended_by_people_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series_counts" ADD CONSTRAINT "series_counts_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "series_with" ON "series" USING gin ("with_ids");--> statement-breakpoint
CREATE INDEX "series_to_end" ON "series" USING btree ("ends_by") WHERE "series"."ends_by" is not null;--> statement-breakpoint
CREATE INDEX "series_to_erase" ON "series" USING btree ("erase_at") WHERE "series"."erase_at" is not null;--> statement-breakpoint
CREATE INDEX "series_erased" ON "series" USING btree ("erased_at") WHERE "series"."erased_at" is not null;--> statement-breakpoint
CREATE INDEX "series_by_version" ON "series" USING btree ("helpline_id","version");--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_series_id_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."series"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "meetings_of_series" ON "meetings" USING btree ("series_id");--> statement-breakpoint
CREATE POLICY "everything" ON "series" AS PERMISSIVE FOR ALL TO public USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "series" AS RESTRICTIVE FOR SELECT TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or (select nullif(current_setting('alongside.reader', true), '')::uuid) = any("series"."with_ids") or "series"."helpline_id" = (select person.helpline_id from people person where person.id = (select nullif(current_setting('alongside.reader', true), '')::uuid) and person.suspended_at is null and person.roles @> array['manager']) then true end) is not null);--> statement-breakpoint
ALTER TABLE "series" FORCE ROW LEVEL SECURITY;
