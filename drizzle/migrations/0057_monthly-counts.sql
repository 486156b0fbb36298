CREATE TABLE "monthly_counts" (
	"helpline_id" uuid NOT NULL,
	"month" text NOT NULL,
	"what" text NOT NULL,
	"slug" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "monthly_counts_helpline_id_month_what_slug_pk" PRIMARY KEY("helpline_id","month","what","slug")
);
--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "counted_from" text;--> statement-breakpoint
ALTER TABLE "monthly_counts" ADD CONSTRAINT "monthly_counts_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
UPDATE "helplines" SET "counted_from" = to_char((now() AT TIME ZONE "time_zone") + interval '1 month', 'YYYY-MM');
