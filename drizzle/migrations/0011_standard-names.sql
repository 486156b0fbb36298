ALTER TABLE "calls" RENAME COLUMN "held_by" TO "assigned_to";--> statement-breakpoint
ALTER TABLE "calls" RENAME CONSTRAINT "calls_held_by_people_id_fk" TO "calls_assigned_to_people_id_fk";--> statement-breakpoint
ALTER TABLE "cluster_bodies" RENAME TO "large_payloads";--> statement-breakpoint
ALTER INDEX IF EXISTS "cluster_bodies_pkey" RENAME TO "large_payloads_pkey";--> statement-breakpoint
ALTER TABLE "debrief_lines" RENAME TO "debrief_messages";--> statement-breakpoint
ALTER TABLE "debrief_messages" RENAME CONSTRAINT "debrief_lines_helpline_id_helplines_id_fk" TO "debrief_messages_helpline_id_helplines_id_fk";--> statement-breakpoint
ALTER TABLE "debrief_messages" RENAME CONSTRAINT "debrief_lines_debrief_id_debriefs_id_fk" TO "debrief_messages_debrief_id_debriefs_id_fk";--> statement-breakpoint
ALTER TABLE "debrief_messages" RENAME CONSTRAINT "debrief_lines_from_person_people_id_fk" TO "debrief_messages_from_person_people_id_fk";--> statement-breakpoint
ALTER INDEX IF EXISTS "debrief_lines_pkey" RENAME TO "debrief_messages_pkey";--> statement-breakpoint
ALTER TABLE "debrief_rungs" RENAME TO "debrief_escalation_steps";--> statement-breakpoint
ALTER TABLE "debrief_escalation_steps" RENAME CONSTRAINT "debrief_rungs_helpline_id_helplines_id_fk" TO "debrief_escalation_steps_helpline_id_helplines_id_fk";--> statement-breakpoint
ALTER TABLE "debrief_escalation_steps" RENAME CONSTRAINT "debrief_rungs_debrief_id_debriefs_id_fk" TO "debrief_escalation_steps_debrief_id_debriefs_id_fk";--> statement-breakpoint
ALTER TABLE "debrief_escalation_steps" RENAME CONSTRAINT "debrief_rungs_manager_id_people_id_fk" TO "debrief_escalation_steps_manager_id_people_id_fk";--> statement-breakpoint
ALTER INDEX IF EXISTS "debrief_rungs_pkey" RENAME TO "debrief_escalation_steps_pkey";--> statement-breakpoint
ALTER TABLE "debriefs" RENAME COLUMN "may_climb" TO "may_escalate";--> statement-breakpoint
ALTER TABLE "debriefs" RENAME COLUMN "climbed_to" TO "escalated_to";--> statement-breakpoint
ALTER TABLE "debriefs" RENAME COLUMN "held_by" TO "assigned_to";--> statement-breakpoint
ALTER TABLE "debriefs" RENAME CONSTRAINT "debriefs_held_by_people_id_fk" TO "debriefs_assigned_to_people_id_fk";--> statement-breakpoint
ALTER TABLE "helplines" RENAME COLUMN "climbs_after_minutes" TO "escalates_after_minutes";--> statement-breakpoint
ALTER TABLE "helplines" RENAME COLUMN "debrief_climbs_after_minutes" TO "debrief_escalates_after_minutes";--> statement-breakpoint
ALTER TABLE "helplines" RENAME COLUMN "daily_list_at" TO "daily_digest_at";--> statement-breakpoint
ALTER TABLE "helplines" RENAME COLUMN "listed_on" TO "digest_sent_on";--> statement-breakpoint
ALTER TABLE "log" RENAME TO "audit_log";--> statement-breakpoint
ALTER TABLE "audit_log" RENAME CONSTRAINT "log_helpline_id_helplines_id_fk" TO "audit_log_helpline_id_helplines_id_fk";--> statement-breakpoint
ALTER TABLE "audit_log" RENAME CONSTRAINT "log_by_people_id_fk" TO "audit_log_by_people_id_fk";--> statement-breakpoint
ALTER INDEX IF EXISTS "log_pkey" RENAME TO "audit_log_pkey";--> statement-breakpoint
ALTER TABLE "openings" RENAME TO "access_grants";--> statement-breakpoint
ALTER TABLE "access_grants" RENAME COLUMN "because" TO "reason";--> statement-breakpoint
ALTER TABLE "access_grants" RENAME COLUMN "concerns" TO "affected_person_ids";--> statement-breakpoint
ALTER TABLE "access_grants" RENAME CONSTRAINT "openings_helpline_id_helplines_id_fk" TO "access_grants_helpline_id_helplines_id_fk";--> statement-breakpoint
ALTER TABLE "access_grants" RENAME CONSTRAINT "openings_call_id_calls_id_fk" TO "access_grants_call_id_calls_id_fk";--> statement-breakpoint
ALTER TABLE "access_grants" RENAME CONSTRAINT "openings_opened_by_people_id_fk" TO "access_grants_opened_by_people_id_fk";--> statement-breakpoint
ALTER INDEX IF EXISTS "openings_pkey" RENAME TO "access_grants_pkey";--> statement-breakpoint
ALTER TABLE "notices" RENAME TO "notifications";--> statement-breakpoint
ALTER TABLE "notifications" RENAME CONSTRAINT "notices_helpline_id_helplines_id_fk" TO "notifications_helpline_id_helplines_id_fk";--> statement-breakpoint
ALTER TABLE "notifications" RENAME CONSTRAINT "notices_person_id_people_id_fk" TO "notifications_person_id_people_id_fk";--> statement-breakpoint
ALTER TABLE "notifications" RENAME CONSTRAINT "notices_device_id_devices_id_fk" TO "notifications_device_id_devices_id_fk";--> statement-breakpoint
ALTER INDEX IF EXISTS "notices_pkey" RENAME TO "notifications_pkey";--> statement-breakpoint
ALTER TABLE "reaches" RENAME TO "notification_preferences";--> statement-breakpoint
ALTER TABLE "notification_preferences" RENAME CONSTRAINT "reaches_id_people_id_fk" TO "notification_preferences_id_people_id_fk";--> statement-breakpoint
ALTER TABLE "notification_preferences" RENAME CONSTRAINT "reaches_helpline_id_helplines_id_fk" TO "notification_preferences_helpline_id_helplines_id_fk";--> statement-breakpoint
ALTER INDEX IF EXISTS "reaches_pkey" RENAME TO "notification_preferences_pkey";--> statement-breakpoint
ALTER TABLE "flags" RENAME COLUMN "taken_by" TO "assigned_to";--> statement-breakpoint
ALTER TABLE "flags" RENAME CONSTRAINT "flags_taken_by_people_id_fk" TO "flags_assigned_to_people_id_fk";--> statement-breakpoint
ALTER TABLE "rungs" RENAME TO "escalation_steps";--> statement-breakpoint
ALTER TABLE "escalation_steps" RENAME CONSTRAINT "rungs_helpline_id_helplines_id_fk" TO "escalation_steps_helpline_id_helplines_id_fk";--> statement-breakpoint
ALTER TABLE "escalation_steps" RENAME CONSTRAINT "rungs_signal_id_signals_id_fk" TO "escalation_steps_signal_id_signals_id_fk";--> statement-breakpoint
ALTER TABLE "escalation_steps" RENAME CONSTRAINT "rungs_manager_id_people_id_fk" TO "escalation_steps_manager_id_people_id_fk";--> statement-breakpoint
ALTER INDEX IF EXISTS "rungs_pkey" RENAME TO "escalation_steps_pkey";--> statement-breakpoint
ALTER TABLE "signals" RENAME COLUMN "climbed_to" TO "escalated_to";--> statement-breakpoint
UPDATE "calls" SET "state" = 'writing-up' WHERE "state" = 'wrapUp';--> statement-breakpoint
UPDATE "debriefs" SET "state" = 'other-time-asked' WHERE "state" = 'otherTimeAsked';--> statement-breakpoint
UPDATE "debriefs" SET "steps" = replace(replace(replace("steps"::text, '"step": "otherTimeAsked"', '"step": "other-time-asked"'), '"step": "handedBack"', '"step": "handed-back"'), '"step": "climbed"', '"step": "escalated"')::jsonb;