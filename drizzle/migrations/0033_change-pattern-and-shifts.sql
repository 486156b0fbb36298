CREATE TABLE "rota_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"kind" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"before" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "shifts" DROP CONSTRAINT "one_shift_per_start";--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "pattern_changes" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "shifts" ADD COLUMN "state" text DEFAULT 'planned' NOT NULL;--> statement-breakpoint
ALTER TABLE "shifts" ADD COLUMN "words" text;--> statement-breakpoint
ALTER TABLE "shifts" ADD COLUMN "second_line" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "shifts" ADD COLUMN "pattern_starts_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "shifts" ADD COLUMN "pattern_ends_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "rota_changes" ADD CONSTRAINT "rota_changes_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rota_changes" ADD CONSTRAINT "rota_changes_by_people_id_fk" FOREIGN KEY ("by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rota_changes_of_helpline" ON "rota_changes" USING btree ("helpline_id","at");--> statement-breakpoint
CREATE INDEX "rota_changes_by_age" ON "rota_changes" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_shift_per_start" ON "shifts" USING btree ("helpline_id","starts_at") WHERE "shifts"."state" = 'planned' and not "shifts"."second_line";--> statement-breakpoint
CREATE INDEX "shifts_by_pattern" ON "shifts" USING btree ("helpline_id","pattern_ends_at");--> statement-breakpoint
UPDATE "shifts" SET "pattern_starts_at" = "starts_at", "pattern_ends_at" = "ends_at";