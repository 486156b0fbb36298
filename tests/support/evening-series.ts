import type { Client } from './client.ts';
import type { Helpline } from './helpline.ts';
import { seriesOf } from './series.ts';
import type { Does } from './does.ts';

type Clients = Record<'ana' | 'ben' | 'mo', Client>;

/** A series of two meetings with Ana and Ben, to which the person says yes. Its first meeting is to be held. */
export async function busySeries(does: Does, helpline: Helpline, { ana, mo }: Omit<Clients, 'ben'>) {
  const series = seriesOf(helpline);
  await does(mo, 'helpline:change', { series: true });
  const fields = series.offer({ kind: 'workbook', most: 2 });
  await does(ana, 'series:offer', fields);
  await does(ana, 'series:consent', { seriesId: fields.seriesId, ...series.consent() });
  return fields.seriesId;
}

/** After its first meeting they go on, and a manager ends it; another yes is taken back. */
export async function restOfSeries(
  does: Does,
  helpline: Helpline,
  { ana, ben, mo }: Clients,
  seriesId: string,
) {
  const series = seriesOf(helpline);
  await does(ben, 'series:openSheet', { seriesId, sheet: 'keeps-me-well' });
  await does(ben, 'series:review', { seriesId, keepOn: true, changed: 'By the river now.' });
  await does(ana, 'series:toldTeam', { seriesId, on: series.today(), asked: true, present: true });
  await does(mo, 'series:end', { seriesId, because: 'done' });
  const another = series.offer();
  await does(mo, 'series:offer', another);
  await does(ben, 'series:consent', { seriesId: another.seriesId, ...series.consent() });
  await does(mo, 'series:consentBack', { seriesId: another.seriesId });
  await does(ana, 'series:offer', series.offer());
}
