CREATE TABLE "log_exports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"taken_by" uuid NOT NULL,
	"taken_at" timestamp (3) with time zone NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"format" text NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "log_exports" ADD CONSTRAINT "log_exports_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "log_exports" ADD CONSTRAINT "log_exports_taken_by_people_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "log_exports_of_helpline" ON "log_exports" USING btree ("helpline_id","id");--> statement-breakpoint
CREATE INDEX "log_exports_by_time" ON "log_exports" USING btree ("taken_at");--> statement-breakpoint
CREATE INDEX "log_exports_by_taker" ON "log_exports" USING btree ("taken_by");