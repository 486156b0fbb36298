ALTER TABLE "people" DROP CONSTRAINT "people_email_unique";--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_email_in_helpline" UNIQUE("email","helpline_id");