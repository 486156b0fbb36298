CREATE TABLE "list_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"list_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"slug" text,
	"words" text,
	"heading" text,
	"slugs" text[],
	"needs" text[] NOT NULL,
	"outcome" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"settled_by" uuid,
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "lists" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"list" text NOT NULL,
	"words" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "list_changes" ADD CONSTRAINT "list_changes_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_changes" ADD CONSTRAINT "list_changes_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_changes" ADD CONSTRAINT "list_changes_proposed_by_people_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_changes" ADD CONSTRAINT "list_changes_settled_by_people_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lists" ADD CONSTRAINT "lists_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "list_changes_proposed" ON "list_changes" USING btree ("list_id") WHERE "list_changes"."outcome" = 'proposed';--> statement-breakpoint
CREATE UNIQUE INDEX "one_list_of_a_name" ON "lists" USING btree ("helpline_id","list");--> statement-breakpoint
CREATE INDEX "lists_by_version" ON "lists" USING btree ("helpline_id","version");