-- A step is deleted once it was carried out or cancelled. Those still to come of calls for support and of debriefs move to one table.
DELETE FROM "escalation_steps" WHERE "done_at" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "escalation_steps" DROP CONSTRAINT "escalation_steps_signal_id_signals_id_fk";--> statement-breakpoint
DROP INDEX "rungs_due";--> statement-breakpoint
DROP INDEX "rungs_of_signal";--> statement-breakpoint
ALTER TABLE "escalation_steps" DROP COLUMN "done_at";--> statement-breakpoint
ALTER TABLE "escalation_steps" RENAME COLUMN "signal_id" TO "subject_id";--> statement-breakpoint
ALTER TABLE "escalation_steps" RENAME COLUMN "manager_id" TO "person_id";--> statement-breakpoint
ALTER TABLE "escalation_steps" RENAME CONSTRAINT "escalation_steps_manager_id_people_id_fk" TO "escalation_steps_person_id_people_id_fk";--> statement-breakpoint
ALTER TABLE "escalation_steps" ADD COLUMN "subject" text DEFAULT 'signal' NOT NULL;--> statement-breakpoint
ALTER TABLE "escalation_steps" ADD COLUMN "condition" text DEFAULT 'unanswered' NOT NULL;--> statement-breakpoint
ALTER TABLE "escalation_steps" ALTER COLUMN "subject" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "escalation_steps" ALTER COLUMN "condition" DROP DEFAULT;--> statement-breakpoint
INSERT INTO "escalation_steps" ("id", "helpline_id", "subject", "subject_id", "person_id", "condition", "due_at")
SELECT "id", "helpline_id", 'debrief', "debrief_id", "manager_id", "kind", "due_at" FROM "debrief_escalation_steps" WHERE "done_at" IS NULL;--> statement-breakpoint
DROP TABLE "debrief_escalation_steps" CASCADE;--> statement-breakpoint
CREATE INDEX "escalation_steps_due" ON "escalation_steps" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "escalation_steps_of_subject" ON "escalation_steps" USING btree ("subject_id");--> statement-breakpoint
ALTER INDEX "signals_climbed" RENAME TO "signals_escalated";--> statement-breakpoint
ALTER INDEX "debriefs_climbed" RENAME TO "debriefs_escalated";
