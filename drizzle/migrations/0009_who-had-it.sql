ALTER TABLE "messages" ADD COLUMN "to_person" uuid;--> statement-breakpoint
ALTER TABLE "debriefs" ADD COLUMN "shared_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "openings" ADD COLUMN "through" text;--> statement-breakpoint
ALTER TABLE "places" ADD COLUMN "placed_at" timestamp (3) with time zone DEFAULT 'epoch' NOT NULL;--> statement-breakpoint
ALTER TABLE "shifts" ADD COLUMN "told_to" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_to_person_people_id_fk" FOREIGN KEY ("to_person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- The partner was there when it was written.
UPDATE "messages" m SET "to_person" = (
  SELECT p."person_id" FROM "presences" p
  WHERE p."shift_id" = m."shift_id" AND p."person_id" <> m."from_person"
    AND p."joined_at" <= m."sent_at" AND (p."left_at" IS NULL OR p."left_at" >= m."sent_at")
  ORDER BY p."joined_at" DESC LIMIT 1
);--> statement-breakpoint
-- Or had not joined yet, or had left: the other place says who, as long as nobody else has been there in it.
UPDATE "messages" m SET "to_person" = (
  SELECT o."person_id" FROM "places" o
  WHERE o."shift_id" = m."shift_id" AND o."person_id" <> m."from_person"
    AND EXISTS (SELECT FROM "places" w WHERE w."shift_id" = m."shift_id" AND w."person_id" = m."from_person")
    AND NOT EXISTS (
      SELECT FROM "presences" p WHERE p."shift_id" = m."shift_id"
        AND p."person_id" NOT IN (o."person_id", m."from_person")
    )
) WHERE m."to_person" IS NULL;--> statement-breakpoint
UPDATE "debriefs" SET "shared_at" = "asked_at" WHERE "shared_with_partner";
