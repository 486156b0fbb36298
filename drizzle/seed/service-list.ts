/**
 * Everything in it is invented; the numbers are from the ranges that Ofcom keeps free for invented people. One service to a line: kind, name,
 * boroughs by a letter (none for everywhere), hours, number, what they do, and whatever else there is by its name.
 */
export const inventedServices = `
crisis-line | Lamplight Night Line |  | always 18:00 06:00 | 0808 157 0101 | Somebody to talk to, all night. No names asked.
crisis-line | Southbank Crisis Line | LSW | always 00:00 00:00 | 0808 157 0102 | Nurses who can send a team the same day. | organisation: Southbank Mental Health Trust | whom: Anybody who is registered with a GP in the three boroughs
crisis-line | Tideway Text |  | daily 18:00 02:00 | 0808 157 0103 | Talk by text when the voice does not come.
safe-place | The Lantern | L | daily 18:00 02:00 | 020 7946 0112 | A crisis café: tea, a sofa, and people who have been there. | organisation: Harbour | address: Above the library in Brixton Hill | how: Ring first, then come. No referral.
safe-place | Quiet Room | S | daily 18:00 23:00 | 020 7946 0135 | A sofa and a kettle until late, for people over 18. | organisation: Harbour | from: 18 | address: Near Camberwell Green | how: Walk in
safe-place | Ladywell Sanctuary | W | daily 18:00 23:00 | 020 7946 0141 | Somewhere warm in a crisis, with a worker to talk to. | how: Your team or a helpline rings for you
a-and-e | St Bride’s A&E | S | always 00:00 00:00 | 020 7946 0150 | Accident and emergency, with a mental health team day and night. | address: Borough Road
a-and-e | Lewisham Park A&E | W | always 00:00 00:00 | 020 7946 0151 | Accident and emergency. Nobody is sent away for asking.
a-and-e | Kennington Cross A&E | L | always 00:00 00:00 | 020 7946 0152 | Accident and emergency, with a quiet waiting room on request.
mental-health-team | Lambeth North Team | L | weekdays 09:00 17:00 | 020 7946 0160 | Community mental health team. Has a duty worker each day. | organisation: Southbank Mental Health Trust | how: A GP refers
mental-health-team | Southwark Central Team | S | weekdays 09:00 17:00 | 020 7946 0161 | Community mental health team. Has a duty worker each day. | organisation: Southbank Mental Health Trust | how: A GP refers
mental-health-team | Lewisham Team | W | weekdays 09:00 17:00 | 020 7946 0162 | Community mental health team. Has a duty worker each day. | organisation: Southbank Mental Health Trust | how: A GP refers
talking | Talk Lambeth | L | weekdays 09:00 17:00 | 020 7946 0170 | Talking therapies for anxiety and low mood. Waits of about six weeks. | from: 18 | how: Refer yourself
talking | Talk Southwark | S | weekdays 09:00 17:00 | 020 7946 0171 | Talking therapies for anxiety and low mood. | from: 18 | how: Refer yourself
talking | Talk Lewisham | W | weekdays 09:00 17:00 | 020 7946 0172 | Talking therapies for anxiety and low mood. | from: 18 | how: Refer yourself
talking | Elder Tree Counselling | LS | weekdays 10:00 20:00 | 020 7946 0173 | Low-cost counselling, evenings too. Some places are free.
talking | Plum Street Therapy | W |  | 020 7946 0174 | Trauma therapy in Spanish, Portuguese and English. | openWords: By appointment
groups | Tuesday Table | L | TU 18:00 20:30 | 020 7946 0180 | A meal and a talk, led by people who have been through a crisis. | organisation: Harbour
groups | Voices Circle | LSW | TH 17:00 19:00 | 020 7946 0181 | For people who hear voices. Nobody has to speak.
groups | Allotment Friends | S | weekend 12:00 18:00 | 020 7946 0182 | Digging, tea, few words.
groups | Night Owls |  | daily 23:00 03:00 | 03069 990120 | An online group for people who do not sleep.
bereavement | Willow Bereavement | LSW | weekdays 09:00 17:00 | 020 7946 0190 | One to one and groups, also after a suicide.
bereavement | Left Behind |  | daily 09:00 21:00 | 0808 157 0190 | A line for people who have lost somebody to suicide.
domestic-abuse | Haven Line |  | always 00:00 00:00 | 0808 157 0200 | Domestic abuse: safety, places in refuges, day and night. | alert: Ask first whether it is safe to talk.
domestic-abuse | Rowan House | LS | weekdays 09:00 17:00 | 020 7946 0201 | Advocates who go to court and to the council with you. | alert: Do not leave a message on this number.
domestic-abuse | Men Too |  | weekdays 10:00 16:00 | 0808 157 0202 | For men who are hurt by a partner.
sexual-violence | Juniper Centre | LSW | always 00:00 00:00 | 020 7946 0210 | Rape and sexual assault: doctors, counsellors, no police unless you want them.
sexual-violence | Aspen Support |  | daily 18:00 23:00 | 0808 157 0211 | A line for anybody, however long ago it was.
alcohol-and-drugs | Lambeth Drug and Alcohol | L | weekdays 09:00 17:00 | 020 7946 0220 | Walk in, or ring for a detox place. | how: Walk in until noon
alcohol-and-drugs | Change Southwark | S | weekdays 09:00 17:00 | 020 7946 0221 | Key workers, groups, needle exchange.
alcohol-and-drugs | New Leaf Lewisham | W | weekdays 09:00 19:00 | 020 7946 0222 | Key workers and groups, one for women.
alcohol-and-drugs | Sober Sundays | LSW | SU 10:00 12:30 | 01632 960220 | A breakfast for people who do not drink today.
gambling | Odds Off |  | always 00:00 00:00 | 0808 157 0230 | A gambling line, also for families.
legal | Hatch Law Centre | LS | weekdays 10:00 13:00 | 020 7946 0240 | Free advice on housing, discrimination and mental health law. | how: Ring at ten: places go in the first hour
legal | Open Door Immigration |  | MO,WE 10:00 15:00 | 020 7946 0241 | Free advice on asylum and leave to remain.
housing | Lambeth Housing Advice | L | weekdays 09:00 17:00 | 020 7946 0250 | Help before an eviction, and with repairs. | organisation: Lambeth Council
housing | Southwark Housing Options | S | always 00:00 00:00 | 020 7946 0251 | Housing advice, with an emergency line at night. | organisation: Southwark Council
housing | Lewisham Housing Needs | W | weekdays 09:00 17:00 | 020 7946 0252 | Housing advice and temporary places. | organisation: Lewisham Council
homelessness | Night Shelter Walworth | S | daily 20:00 08:00 | 020 7946 0260 | A bed for one night, dogs welcome. | how: Ring from 18:00
homelessness | Street Team South | LSW | always 00:00 00:00 | 0808 157 0261 | Goes to people who sleep rough. Say where they are.
benefits | Brixton Advice | L | weekdays 10:00 13:00 | 020 7946 0270 | Benefits checks, forms, appeals.
benefits | Peckham Rights | S | weekdays 09:00 17:00 | 020 7946 0271 | Benefits advice by telephone, and in person on Fridays.
benefits | Catford Advice Shop | W | weekdays 10:00 13:00 | 020 7946 0272 | Benefits and council tax.
debt | Clear Slate |  | weekdays 08:00 20:00 | 0808 157 0280 | Debt advice without judgement. Can stop letters for sixty days.
debt | Money Morning | LSW | WE 10:00 13:00 | 020 7946 0281 | Sits with you and opens the letters.
food | Loughborough Pantry | L | TU,FR 11:00 14:00 | 020 7946 0290 | A food bank. A helpline can give the voucher.
food | Warm Room Bermondsey | S | weekdays 10:00 18:00 | 020 7946 0291 | Soup, heating, sockets.
work | Back to Work Kindly | LSW | weekdays 09:00 17:00 | 020 7946 0300 | Job support for people who have been unwell.
health | Out of Hours Pharmacy | LS | daily 08:00 00:00 | 020 7946 0310 | Open late. Can give an emergency supply.
carers | Lambeth Carers’ Rest | L | weekdays 09:00 17:00 | 020 7946 0320 | Breaks, a café, somebody to talk to.
carers | Carers’ Kitchen | SW | MO,TH 11:00 15:00 | 020 7946 0321 | For people who look after somebody with a mental illness.
young-people | The Yard | LSW | weekdays 15:00 20:00 | 020 7946 0330 | Counselling for young people, evenings, no waiting list. | from: 11 | to: 25 | how: Walk in
young-people | Kite Line |  | always 09:00 00:00 | 0808 157 0331 | A line and a chat for young people. | to: 19
older-people | Silver Phone |  | weekdays 09:00 17:00 | 0808 157 0340 | Rings lonely older people once a week. | from: 60
families | Front Step Families | W | weekdays 09:00 17:00 | 020 7946 0350 | Parents who are at the end of their rope.
identity | Rainbow Rooms |  | daily 18:00 23:00 | 0808 157 0360 | A line for LGBTQ+ people, run by them.
`;

/** Wrong on purpose, so that there is something to find: whoever reads or rings them notices. */
export const wrongServices = `
talking | Copper Lane Counselling | S | weekdays 09:00 17:00 | 020 7946 0400 | Counselling on weekday evenings, from six until nine.
food | Deptford Community Fridge | W | SA 10:00 12:00 | 020 7946 04 | Food for anybody who comes. | how: Walk in
groups | Riverside Walkers | L | SU 10:00 12:00 | 020 7946 0402 | A slow walk each Sunday until the group ended last spring.
carers | Young Carers Lewisham | L | weekdays 09:00 17:00 | 020 7946 0403 | For young carers in Lewisham. | from: 40 | to: 16
benefits | Night Benefits Line |  | always 00:00 00:00 | 020 7946 0404 | Shut at weekends and in the night.
`;
