import { expect, test } from 'vitest';
import { beginnings, endings, numberLastsTo, openShifts } from '../../client/call-backs/open-times.ts';
import { Times } from '../../client/ui/times.ts';

const times = new Times('Europe/London');
const at = (time: string) => Date.parse(`2026-${time}:00.000Z`);
const shift = (id: string, startsAt: string, endsAt: string) => ({
  id,
  startsAt: new Date(at(startsAt)).toISOString(),
  endsAt: new Date(at(endsAt)).toISOString(),
});
const said = (all: number[]) => all.map((one) => times.distinct(one));

test('only half hours in which the line is open, and that are still to come, are offered', () => {
  const evening = shift('evening', '11-26T18:00', '11-26T20:00');
  expect(said(beginnings(evening, at('11-26T12:00')))).toEqual(['18:00', '18:30', '19:00', '19:30']);
  expect(said(beginnings(evening, at('11-26T18:40')))).toEqual(['18:30', '19:00', '19:30']);
  expect(said(endings(evening, at('11-26T19:00')))).toEqual(['19:30', '20:00']);
});

test('a shift that ends between two half hours is offered to its end', () => {
  const odd = shift('odd', '11-26T18:00', '11-26T18:50');
  expect(said(beginnings(odd, at('11-26T12:00')))).toEqual(['18:00', '18:30']);
  expect(said(endings(odd, at('11-26T18:00')))).toEqual(['18:30', '18:50']);
});

test('in the night in which the clocks go back each half hour is offered once, and says which it is', () => {
  const night = shift('night', '10-24T23:30', '10-25T02:00');
  expect(said(beginnings(night, at('10-24T12:00')))).toEqual([
    '00:30',
    'the first 01:00',
    'the first 01:30',
    'the second 01:00',
    'the second 01:30',
  ]);
});

test('in the night in which the clocks go forward no half hour that does not exist is offered', () => {
  const night = shift('night', '03-29T00:00', '03-29T02:00');
  expect(said(beginnings(night, at('03-28T12:00')))).toEqual(['00:00', '00:30', '02:00', '02:30']);
});

test('shifts of the next two weeks are offered, and with a number only those of two days', () => {
  const now = at('11-26T21:00');
  const shifts = [
    shift('over', '11-26T12:00', '11-26T21:10'),
    shift('on', '11-26T18:00', '11-27T00:00'),
    shift('tomorrow', '11-27T18:00', '11-28T00:00'),
    shift('sunday', '11-29T12:00', '11-30T00:00'),
    shift('too far', '12-11T12:00', '12-12T00:00'),
  ];
  const ids = (found: { id: string }[]) => found.map(({ id }) => id);
  expect(ids(openShifts(shifts, now))).toEqual(['on', 'tomorrow', 'sunday']);
  expect(ids(openShifts(shifts, now, numberLastsTo(now)))).toEqual(['on', 'tomorrow']);
});
