import type { FeedbackQuestion, FeedbackReply } from '#shared/feedback';
import { longest } from '#shared/limits';
import { publicWords as words } from './public-words.ts';

/** The values of the form, which is filled in with them again after a refusal. */
export type Draft = { words: string; answers: Record<string, number>; about: string; safety: boolean };
export const emptyDraft: Draft = { words: '', answers: {}, about: '', safety: false };

type Page = {
  helpline: { id: string; name: string };
  questions: FeedbackQuestion[];
  replies: FeedbackReply[];
  /** Proves when the page was made. */
  stamp: string;
  draft: Draft;
  /** A sentence above the form. `sure`: the next press sends what is there. */
  notice: string | null;
  sure: boolean;
};

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Text within HTML, or within a value in double quotes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => entities[one]!);

function shell(title: string, body: string): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="/tell-us/style.css">
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

const needNow = `<div class="now" role="note"><p><b>${words.notNow}</b></p><ul>${words.numbers
  .map(([href, number, what]) => `<li><a href="${href}">${number}</a> ${what}</li>`)
  .join('')}</ul></div>`;

/** The page with its form. */
export function formPage({ helpline, questions, replies, stamp, draft, notice, sure }: Page): string {
  return shell(
    words.title(helpline.name),
    `${needNow}
<h1>${escaped(words.title(helpline.name))}</h1>
<p>${words.what}</p>
${notice === null ? '' : `<p class="notice" role="alert">${escaped(notice)}</p>`}
<form method="post" action="/tell-us/${helpline.id}">
${questions.map((question) => asked(question, draft)).join('\n')}
<label for="words">${words.mine}</label>
<p class="hint" id="hint">${words.noNames}</p>
<textarea id="words" name="words" rows="6" maxlength="${longest.message}" aria-describedby="hint" dir="auto">
${escaped(draft.words)}</textarea>
<label for="about">${words.other}</label>
<p class="hint" id="about-hint">${words.otherHint}</p>
<input type="text" id="about" name="about" maxlength="${longest.line}" aria-describedby="about-hint" autocomplete="off" dir="auto" value="${escaped(draft.about)}">
<label class="tick"><input type="checkbox" name="safety" value="1" aria-describedby="safety-hint"${draft.safety ? ' checked' : ''}> ${words.safety}</label>
<p class="hint" id="safety-hint">${words.safetyHint}</p>
<div class="trap" aria-hidden="true"><label for="website">Website</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div>
<input type="hidden" name="stamp" value="${escaped(stamp)}">
${sure ? '<input type="hidden" name="sure" value="1">' : ''}
<button type="submit">${sure ? words.sendAsItIs : words.send}</button>
</form>
${answersTo(replies)}`,
  );
}

/** The page after sending. */
export const thanksPage = (
  helpline: { name: string },
  replies: FeedbackReply[],
  { safety }: Pick<Draft, 'safety'>,
): string =>
  shell(
    words.title(helpline.name),
    `${needNow}\n<h1>${words.thanks}</h1>\n<p>${safety ? words.afterSafety : words.after}</p>\n${answersTo(replies)}`,
  );

/** The page where there is none. */
export const gonePage = (): string => shell(words.gone, `${needNow}\n<h1>${words.gone}</h1>`);

function asked({ id, words: question, options }: FeedbackQuestion, { answers }: Draft): string {
  const choices = options.map(
    (option, at) =>
      `<label><input type="radio" name="q-${id}" value="${at}"${answers[id] === at ? ' checked' : ''}> ${escaped(option)}</label>`,
  );
  return `<fieldset><legend>${escaped(question)}</legend>${choices.join('')}</fieldset>`;
}

function answersTo(replies: FeedbackReply[]): string {
  if (replies.length === 0) return '';
  const one = ({ said, did }: FeedbackReply) =>
    `<li><p><b>${words.said}</b> <span dir="auto">${escaped(said)}</span></p><p><b>${words.did}</b> <span dir="auto">${escaped(did)}</span></p></li>`;
  return `<section aria-labelledby="did"><h2 id="did">${words.youSaid}</h2><ul class="replies">${replies.map(one).join('')}</ul></section>`;
}
