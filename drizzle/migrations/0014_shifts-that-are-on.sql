ALTER INDEX "log_by_time" RENAME TO "audit_log_by_time";--> statement-breakpoint
ALTER INDEX "debrief_lines_of" RENAME TO "debrief_messages_of";--> statement-breakpoint
ALTER INDEX "debrief_lines_between" RENAME TO "debrief_messages_between";--> statement-breakpoint
ALTER INDEX "openings_to_end" RENAME TO "access_grants_to_end";--> statement-breakpoint
ALTER INDEX "openings_by_opener" RENAME TO "access_grants_by_opener";--> statement-breakpoint
ALTER INDEX "openings_concerning" RENAME TO "access_grants_concerning";--> statement-breakpoint
ALTER INDEX "openings_by_version" RENAME TO "access_grants_by_version";--> statement-breakpoint
ALTER INDEX "reaches_by_version" RENAME TO "notification_preferences_by_version";--> statement-breakpoint
ALTER INDEX "notices_due" RENAME TO "notifications_due";--> statement-breakpoint
ALTER INDEX "notices_of_person" RENAME TO "notifications_of_person";--> statement-breakpoint
ALTER INDEX "notices_undelivered" RENAME TO "notifications_undelivered";--> statement-breakpoint
ALTER INDEX "notices_settled" RENAME TO "notifications_settled";--> statement-breakpoint
DROP INDEX "shifts_told_alone";--> statement-breakpoint
CREATE INDEX "shifts_starting" ON "shifts" USING btree ("starts_at");--> statement-breakpoint
CREATE INDEX "shifts_told_alone" ON "shifts" USING btree ("alone_told_at") WHERE "shifts"."alone_told_at" is not null;
