ALTER TABLE "kits" ADD COLUMN "line_to_id" uuid;--> statement-breakpoint
ALTER TABLE "kits" ADD COLUMN "line_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "kits" ADD CONSTRAINT "kits_line_to_id_people_id_fk" FOREIGN KEY ("line_to_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;