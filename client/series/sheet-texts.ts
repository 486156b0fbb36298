import type { Sheet } from '#shared/sheets';

/** A question with lines to write on, or with room to draw: a frame, a line of ups and downs, or circles around oneself. */
export type SheetPart = { ask: string } & ({ lines: number } | { draw: 'frame' | 'waves' | 'circles' });
export type SheetText = { about: string; parts: SheetPart[]; last?: string };

/** What stands on the sheets. Written to the person, in words that can be read on a bad day. */
export const sheetTexts: Record<Sheet, SheetText> = {
  'getting-better': {
    about:
      'Getting better is not the same for everybody, and nobody else decides what it is for you. Nothing here is right or wrong. Leave out what you like. You can draw where you do not want to write.',
    parts: [
      { ask: 'A good day, as I would like it', draw: 'frame' },
      { ask: 'Small things that tell me that I am a little better', lines: 4 },
      { ask: 'What I do not have to manage, whatever others say', lines: 3 },
      { ask: 'One thing that I hope for', lines: 2 },
    ],
  },
  'after-the-crisis': {
    about:
      'A crisis takes a lot out of a person. It is all right to be tired, to feel little, or to feel too much. You came through it. Look back only as far as you want to, and stop when it is enough for today.',
    parts: [
      { ask: 'What helped me through it, even a little', lines: 4 },
      { ask: 'Who or what was there', lines: 3 },
      { ask: 'What I know about myself now', lines: 4 },
      { ask: 'What I want to tell others about it, and what is mine to keep', lines: 4 },
      { ask: 'What I need first: rest, company, quiet, something to do', lines: 3 },
    ],
  },
  'keeps-me-well': {
    about:
      'Nobody does all that is good for them every day. Write down what does you good, however small it is: tea by the window, a walk, a song, a cat on your lap. It counts.',
    parts: [
      { ask: 'Every day, or nearly', lines: 4 },
      { ask: 'Now and then', lines: 4 },
      { ask: 'What I can leave undone when I am low', lines: 3 },
      { ask: 'Who or what reminds me', lines: 3 },
      { ask: 'Something that I used to like, and might try again', lines: 3 },
    ],
  },
  'ups-and-downs': {
    about:
      'Moods come and go, like weather. Draw yours as you like: a line, hills, colours. You need not explain it to anybody.',
    parts: [
      { ask: 'My last weeks', draw: 'waves' },
      { ask: 'What often lifts me', lines: 3 },
      { ask: 'What often pulls me down', lines: 3 },
      { ask: 'How I notice early that I am going down', lines: 3 },
    ],
  },
  'people-and-places': {
    about:
      'You are in the middle. Put people, animals and places around you: near you those that are good for you, further out the others. Empty room is no failing. It can be filled another day.',
    parts: [
      { ask: 'Around me', draw: 'circles' },
      { ask: 'With whom I can be as I am', lines: 2 },
      { ask: 'Where I can go when it is too much at home', lines: 2 },
      { ask: 'Somebody or somewhere that I would like to see again', lines: 2 },
    ],
  },
  'what-i-want-next': {
    about:
      'It need not be big. One step that you want is worth more than ten that you ought to take. You may change your mind, as often as you like.',
    parts: [
      { ask: 'What I would like more of', lines: 4 },
      { ask: 'What I would like to leave behind', lines: 3 },
      { ask: 'One small step, and when', lines: 3 },
      { ask: 'What could get in the way, and what would help then', lines: 4 },
      { ask: 'How I will notice that it was worth it', lines: 3 },
    ],
  },
  'if-it-gets-hard': {
    about:
      'It may get hard again. That is not your failing, and it takes nothing away from what you have done. Write this on a good day, for yourself on a bad one. Keep it where you will find it.',
    parts: [
      { ask: 'How I notice it, and how others do', lines: 3 },
      { ask: 'What I do first, on my own', lines: 3 },
      { ask: 'Whom I ring, with their numbers', lines: 4 },
      { ask: 'What helps me then, and what does not', lines: 3 },
      { ask: 'A line to myself, for that day', lines: 3 },
    ],
    last: 'In danger, ring 999. Somebody to talk to, day and night: Samaritans on 116 123, or NHS 111, option 2. Both are free.',
  },
  'who-else-is-there': {
    about:
      'Our meetings end. What you have found in them does not. This sheet is for who and what is there afterwards.',
    parts: [
      { ask: 'People I can talk to, with their numbers', lines: 4 },
      { ask: 'Places and groups that I like, with days and times', lines: 4 },
      { ask: 'What I ring or do on a bad night', lines: 3 },
      { ask: 'What I take along from our meetings', lines: 4 },
      { ask: 'How I would like us to say goodbye', lines: 2 },
    ],
  },
};
