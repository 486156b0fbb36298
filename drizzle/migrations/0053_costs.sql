CREATE TABLE "assumptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"key" text NOT NULL,
	"low" double precision,
	"high" double precision,
	"source" text NOT NULL,
	"on_day" date NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"replaced_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "cost_copies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"period" text NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"sheet" jsonb NOT NULL,
	"assumptions" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "assumptions" ADD CONSTRAINT "assumptions_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assumptions" ADD CONSTRAINT "assumptions_set_by_people_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cost_copies" ADD CONSTRAINT "cost_copies_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cost_copies" ADD CONSTRAINT "cost_copies_made_by_people_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assumptions_of_helpline" ON "assumptions" USING btree ("helpline_id","set_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_assumption_per_key" ON "assumptions" USING btree ("helpline_id","key") WHERE "assumptions"."replaced_at" is null;--> statement-breakpoint
CREATE INDEX "assumptions_replaced" ON "assumptions" USING btree ("replaced_at");--> statement-breakpoint
CREATE INDEX "assumptions_by_setter" ON "assumptions" USING btree ("set_by");--> statement-breakpoint
CREATE INDEX "cost_copies_of_helpline" ON "cost_copies" USING btree ("helpline_id","made_at");--> statement-breakpoint
CREATE INDEX "cost_copies_by_maker" ON "cost_copies" USING btree ("made_by");