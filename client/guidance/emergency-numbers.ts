/** Numbers for anybody in danger now, the most urgent first. `ring`: null for one to text. */
export const emergencyNumbers = [
  { name: '999', ring: '999', when: 'Somebody’s life is in danger now. Say where they are, if you know.' },
  { name: 'NHS 111, option 2', ring: '111', when: 'Urgent help with mental health, day and night.' },
  { name: 'Samaritans 116 123', ring: '116123', when: 'Somebody to talk to, free, day and night.' },
  { name: 'Shout 85258', ring: null, when: 'Text SHOUT to 85258 to talk by text, free, day and night.' },
];
