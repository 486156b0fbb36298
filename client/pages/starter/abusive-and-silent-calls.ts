import type { StarterPage } from '../entries.ts';

export const abusiveAndSilentCalls: StarterPage = {
  slug: 'abusive-and-silent-calls',
  chapter: 'On a call',
  title: 'Abusive calls and silent calls',
  body: `## Nobody speaks

A silent call is a call. Somebody may be crying, be afraid, or not be alone.

1. “Hello. You have reached us. Take your time. I am here.”
2. Wait. Say something every half minute: “I am still here. You do not have to speak.”
3. Offer another way: “If you can hear me, tap the phone once.” One tap for yes, two for no. Ask only what can be answered like that: “Are you safe?”
4. If you hear danger, treat it as danger: the page about 999.
5. After about five minutes: “I will end this call now, so that the line is free. Ring again whenever you can. You can also text SHOUT to 85258.”

## Somebody is angry

Anger is often fear. It may be about something that was done to them. Let it come for a while: “You have had enough of this. Tell me.” Anger **at the world** is a talk. Anger **at you** has an end.

## Somebody abuses you

Insults about who you are, threats, or somebody who uses the call for sex. You do not have to stay.

1. Say it once: “I want to help you. I cannot while you speak to me like that.”
2. If it goes on: “I am ending this call now. You can ring again when you can talk differently.” End it.
3. A call for sex needs no warning. End it.

You need nobody’s leave to end such a call, and nobody counts how many you end.

## Afterwards

- Tell your partner before you take the next call. They can take it.
- On the record choose *abusive*, *silent* or *we ended*. A line is enough.
- A threat that names you, or says where you live: ring the manager on call now. Danger now: [999](tel:999).
- It stays with people longer than they think. Ask for a debrief. No reason is needed.`,
};
