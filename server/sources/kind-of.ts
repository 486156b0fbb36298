import { serviceKindWords, type ServiceKind } from '#shared/service-kinds';
import { listIn, objectIn } from './json.ts';
import { plainText } from './plain-text.ts';

/** Words by which a kind is recognised, the most particular first. A manager sees the kind before taking it, and can change it. */
const recognised: [ServiceKind, RegExp][] = [
  ['bereavement', /bereave|grief/i],
  ['domestic-abuse', /domestic (abuse|violence)/i],
  ['sexual-violence', /sexual (violence|abuse|assault)|\brape\b/i],
  ['alcohol-and-drugs', /alcohol|drug|substance|addiction/i],
  ['gambling', /gambl/i],
  ['homelessness', /homeless|rough sleep|night shelter/i],
  ['housing', /housing|tenan/i],
  ['benefits', /benefit|welfare rights|universal credit/i],
  ['debt', /\bdebt|money advice/i],
  ['food', /food ?bank|\bmeals?\b|warm (space|hub)/i],
  ['legal', /legal|immigration|asylum|\blaw\b/i],
  ['carers', /\bcarers?\b/i],
  ['identity', /lgbt|\btrans(gender)?\b/i],
  ['young-people', /young|youth|teen|child/i],
  ['older-people', /older (people|adult)|\belder|dementia/i],
  ['families', /famil|parent/i],
  ['a-and-e', /\ba ?& ?e\b|emergency department/i],
  ['safe-place', /crisis (caf|house)|safe (place|haven|space)|sanctuary/i],
  ['crisis-line', /crisis|helpline|suicid/i],
  ['mental-health-team', /community mental health|home treatment/i],
  ['groups', /support group|peer support/i],
  ['talking', /counsel|therap|talking/i],
  ['work', /employ|\bjobs?\b|training|volunteer/i],
  ['health', /\bgps?\b|pharmac|clinic/i],
];

/** The kind of a service: by its classification, then by its name; `other` if neither says. */
export function kindOf(service: Record<string, unknown>): ServiceKind {
  const terms = listIn(service, 'attributes').map((attribute) =>
    plainText(objectIn(attribute, 'taxonomy_term').name, 100),
  );
  for (const text of [plainText(service.name, 200), ...terms]) {
    const named = Object.entries(serviceKindWords).find(
      ([, words]) => words.toLowerCase() === text.toLowerCase(),
    );
    const found = named?.[0] ?? recognised.find(([, pattern]) => pattern.test(text))?.[0];
    if (found !== undefined) return found as ServiceKind;
  }
  return 'other';
}
