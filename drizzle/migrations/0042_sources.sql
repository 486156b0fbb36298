CREATE TABLE "source_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"source_id" uuid NOT NULL,
	"their_id" text NOT NULL,
	"service_id" uuid,
	"what" text,
	"kind" text,
	"name" text NOT NULL,
	"said" text,
	"sent" text,
	"checked_on" date,
	"is_left_as_gone" boolean DEFAULT false NOT NULL,
	"changes_number" boolean DEFAULT false NOT NULL,
	"like_id" uuid,
	"because" text
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"name" text NOT NULL,
	"address" text,
	"areas" text[] NOT NULL,
	"is_weekly" boolean DEFAULT false NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone,
	"leased_until" timestamp (3) with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"reads" integer DEFAULT 0 NOT NULL,
	"last_read" jsonb,
	"trouble" text,
	"trouble_at" timestamp (3) with time zone,
	"waiting" jsonb NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "reads_sources" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "source_entries" ADD CONSTRAINT "source_entries_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_entries" ADD CONSTRAINT "source_entries_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_entries" ADD CONSTRAINT "source_entries_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_entries" ADD CONSTRAINT "source_entries_like_id_services_id_fk" FOREIGN KEY ("like_id") REFERENCES "public"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_added_by_people_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_entry_per_service_of_source" ON "source_entries" USING btree ("source_id","their_id");--> statement-breakpoint
CREATE INDEX "source_entries_waiting" ON "source_entries" USING btree ("source_id","what","id") WHERE "source_entries"."what" is not null;--> statement-breakpoint
CREATE INDEX "source_entries_of_helpline" ON "source_entries" USING btree ("helpline_id");--> statement-breakpoint
CREATE INDEX "source_entries_of_service" ON "source_entries" USING btree ("service_id");--> statement-breakpoint
CREATE INDEX "source_entries_alike" ON "source_entries" USING btree ("like_id");--> statement-breakpoint
CREATE INDEX "sources_by_version" ON "sources" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE INDEX "sources_due" ON "sources" USING btree ("due_at") WHERE "sources"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "sources_removed" ON "sources" USING btree ("removed_at");