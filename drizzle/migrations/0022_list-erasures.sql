CREATE TABLE "erasures" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
