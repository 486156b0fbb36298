CREATE TABLE "feeds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"token_hash" text,
	"made_at" timestamp (3) with time zone,
	CONSTRAINT "feeds_by_token" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "lost_places" (
	"shift_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"lost_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "lost_places_person_id_shift_id_pk" PRIMARY KEY("person_id","shift_id")
);
--> statement-breakpoint
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_id_people_id_fk" FOREIGN KEY ("id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lost_places" ADD CONSTRAINT "lost_places_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lost_places" ADD CONSTRAINT "lost_places_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "feeds_by_version" ON "feeds" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE INDEX "lost_places_by_age" ON "lost_places" USING btree ("lost_at");