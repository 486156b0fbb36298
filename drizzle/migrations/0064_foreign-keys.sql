CREATE INDEX "access_grants_of_call" ON "access_grants" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "messages_about_call" ON "messages" USING btree ("call_id") WHERE "messages"."call_id" is not null;--> statement-breakpoint
CREATE INDEX "notifications_to_device" ON "notifications" USING btree ("device_id") WHERE "notifications"."device_id" is not null;--> statement-breakpoint
CREATE INDEX "signals_about_call" ON "signals" USING btree ("call_id") WHERE "signals"."call_id" is not null;