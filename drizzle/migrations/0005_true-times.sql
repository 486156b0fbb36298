DROP INDEX "messages_by_time";--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "start_received_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "end_received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "received_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "presences" ADD COLUMN "state_received_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "signals" ADD COLUMN "received_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
UPDATE "calls" SET "start_received_at" = "started_at", "end_received_at" = "ended_at";--> statement-breakpoint
UPDATE "messages" SET "received_at" = "sent_at";--> statement-breakpoint
UPDATE "presences" SET "state_received_at" = "state_since";--> statement-breakpoint
UPDATE "signals" SET "received_at" = "raised_at";--> statement-breakpoint
CREATE INDEX "messages_by_time" ON "messages" USING btree ("shift_id","received_at");
