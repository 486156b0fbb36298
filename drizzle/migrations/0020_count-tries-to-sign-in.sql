CREATE TABLE "known_places" (
	"key_hash" text PRIMARY KEY NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNLOGGED TABLE "sign_in_tries" (
	"key_hash" text PRIMARY KEY NOT NULL,
	"beyond" integer NOT NULL,
	"not_before" timestamp (3) with time zone NOT NULL,
	"wait_ms" integer DEFAULT 0 NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "known_places_by_last" ON "known_places" USING btree ("last_at");--> statement-breakpoint
CREATE INDEX "sign_in_tries_by_last" ON "sign_in_tries" USING btree ("last_at");