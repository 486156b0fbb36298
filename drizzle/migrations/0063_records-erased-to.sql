ALTER TABLE "helplines" ADD COLUMN "records_erased_to" timestamp (3) with time zone;--> statement-breakpoint
-- What is chosen now is the best that is known of what was erased before.
UPDATE "helplines" SET "records_erased_to" = now() - make_interval(days => "call_record_days") WHERE "call_record_days" > 0;
