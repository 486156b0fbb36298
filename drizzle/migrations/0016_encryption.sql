CREATE TABLE "data_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid,
	"purpose" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"wrapped" text NOT NULL,
	"key_version" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "one_data_key_per_subject" UNIQUE("purpose","subject_id")
);
--> statement-breakpoint
CREATE TABLE "key_versions" (
	"key_version" integer PRIMARY KEY NOT NULL,
	"probe" text NOT NULL,
	"since" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sealed_columns" (
	"name" text PRIMARY KEY NOT NULL,
	"up_to" text,
	"done_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "devices" DROP CONSTRAINT "devices_endpoint_unique";--> statement-breakpoint
ALTER TABLE "devices" ADD COLUMN "endpoint_digest" text;--> statement-breakpoint
CREATE INDEX "data_keys_by_key_version" ON "data_keys" USING btree ("key_version");--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_endpoint_digest_unique" UNIQUE("endpoint_digest");--> statement-breakpoint
-- The digests of before are not keyed, so that a short content could be found by trying. Without one, the same id of the same person
-- is taken for the same command.
UPDATE "commands" SET "digest" = 'unkeyed';--> statement-breakpoint
DELETE FROM "large_payloads";
