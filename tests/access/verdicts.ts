import type { CommandName } from '#shared/contract';
import {
  shift,
  inTonight,
  call,
  message,
  signal,
  missedCall,
  debrief,
  ofAnyManager,
  fromMo,
  callToLookAt,
  task,
  flag,
  asked,
  opened,
  handover,
  line,
  bag,
  cai,
  update,
  beforeKit,
  whenKitCame,
} from './nine.ts';

/**
 * A row, and what each of the nine is told about it. y: may. n: not theirs. f: not found. j: has to join a shift first.
 * In the order of `nine`: Ana, Ben, Kit, Cai, Dan, Mo, Nan, Sue, Max.
 */
type Verdict = [row: unknown, letters: string];
const [all, onShift, inTheirShift] = ['yyyyyyyyy', 'yyyjyjjjj', 'yyyffffff'];
const [managers, supporters] = ['nnnnnyyny', 'yyyyynnny'];
const ownFlag = 'ynfffffnf';
const ownDebrief = 'ynfffnfnf';
const ofCai = 'fffyfyyfy';

/** A command that is missing here does not compile. */
export const verdicts: Record<CommandName, Verdict[]> = {
  'presence:join': [[shift, 'yynnnnnnn']],
  'presence:leave': [[inTonight, inTheirShift]],
  'presence:set': [[null, onShift]],
  'call:start': [[null, onShift]],
  'call:log': [[inTonight, inTheirShift]],
  'call:note': [
    [call, 'ynnffnfnf'],
    [{ ...call, assignedTo: 'ben' }, 'nynffnfnf'],
    [{ ...call, closedAt: beforeKit, flagged: false, openTo: [] }, 'ynfffffff'],
    [{ ...call, shiftId: 'last week', flagged: false, openTo: [] }, 'yffffffff'],
  ],
  'call:end': [[call, 'ynnffnfnf']],
  'call:close': [[call, 'ynnffnfnf']],
  'call:takeOver': [
    [call, 'yyyffnfnf'],
    [{ ...call, shiftId: 'last week' }, 'yffffnfnf'],
  ],
  'missedCall:note': [[null, onShift]],
  'missedCall:undo': [
    [missedCall, 'yyfffffff'],
    [{ ...missedCall, rangAt: whenKitCame }, 'yyyffffff'],
  ],
  'message:send': [[null, onShift]],
  'message:seen': [
    [message, 'ynfffffff'],
    [{ ...message, shiftId: 'last week' }, 'fffffffff'],
  ],
  'message:open': [[message, 'ynfffffff']],
  'message:answer': [[message, 'ynfffffff']],
  'signal:raise': [[null, onShift]],
  'signal:answer': [
    [signal, 'nyyffyfff'],
    [{ ...signal, loweredAt: beforeKit }, 'nyfffyfff'],
  ],
  'signal:lower': [[signal, 'ynnffnfff']],
  'signal:seen': [[signal, 'nyyffyfff']],
  'debrief:ask': [[null, supporters]],
  'debrief:withdraw': [[debrief, ownDebrief]],
  'debrief:widen': [[debrief, ownDebrief]],
  'debrief:share': [[debrief, ownDebrief]],
  'debrief:agree': [[debrief, ownDebrief]],
  'debrief:askOtherTime': [[debrief, ownDebrief]],
  'debrief:supervision': [[debrief, ownDebrief]],
  'debrief:seen': [
    [debrief, 'nnfffyfyf'],
    [ofAnyManager, 'nnfffyyfn'],
  ],
  'debrief:accept': [[debrief, 'nnfffyfyf']],
  'debrief:handBack': [
    [debrief, 'nnfffyfnf'],
    [{ ...debrief, assignedTo: 'nan' }, 'nnfffnnnf'],
  ],
  'debrief:offer': [
    [debrief, 'nnfffyfnf'],
    [ofAnyManager, 'nnfffnnfn'],
  ],
  'debrief:hold': [[debrief, 'nnfffyfnf']],
  'debrief:close': [[debrief, 'nnfffyfnf']],
  'debrief:sendMessage': [[debrief, 'ynfffyfyf']],
  'debrief:messageSeen': [[fromMo, 'yffffnfff']],
  'followUp:take': [
    [callToLookAt, 'nffffyyfy'],
    [task, 'nffffnnnn'],
  ],
  'followUp:done': [
    [callToLookAt, 'nffffnyfn'],
    [task, 'nffffyyny'],
  ],
  'followUp:reopen': [[task, 'nffffyyny']],
  'checkIn:tell': [[inTonight, inTheirShift]],
  'flag:raise': [[call, 'yyyffnfnf']],
  'flag:withdraw': [[flag, ownFlag]],
  'flag:answer': [
    [flag, ownFlag],
    [{ ...flag, raisedAt: whenKitCame }, 'ynnffffnf'],
  ],
  'flag:take': [[flag, 'nnfffffyf']],
  'flag:keep': [[flag, 'nnfffffyf']],
  'flag:release': [[flag, 'nnfffffyf']],
  'flag:ask': [[flag, 'nnfffffyf']],
  'flag:close': [[flag, 'nnfffffyf']],
  'grant:open': [[call, 'fffffyyyy']],
  'breakGlass:ask': [
    [asked, 'nnnnnyyyy'],
    [{ affectedPersonIds: ['ana', 'max'] }, 'nnnnnyyyn'],
  ],
  'breakGlass:confirm': [
    [asked, 'fffffnyyy'],
    [{ ...asked, affectedPersonIds: ['ana', 'max'] }, 'fffffnyyf'],
  ],
  'breakGlass:decline': [[asked, 'fffffnyyy']],
  'breakGlass:end': [
    [asked, 'fffffynnn'],
    [{ ...asked, answeredBy: 'nan' }, 'fffffynnn'],
    [opened, 'nnfffyynn'],
  ],
  'breakGlass:seen': [
    [asked, 'fffffynnn'],
    [opened, 'yyfffynnn'],
  ],
  'breakGlass:review': [
    [asked, 'fffffnnnn'],
    [opened, 'nnfffnnyy'],
    [{ ...opened, reviewedBySupporters: true }, 'yyfffnnyy'],
  ],
  'handover:line': [[inTonight, inTheirShift]],
  'handover:drop': [
    [line, 'ynfnfffff'],
    [{ ...line, sentAt: null }, 'yffffffff'],
  ],
  'handover:finish': [[inTonight, inTheirShift]],
  'handover:accept': [
    [handover, 'nnnyfnnfn'],
    [{ ...handover, toIds: [] }, 'nnnffnnfn'],
  ],
  'handover:ask': [[line, 'nnfyfffff']],
  'handover:answer': [[line, 'ynfnfffff']],
  'kit:add': [[null, managers]],
  'kit:change': [[bag, managers]],
  'kit:retire': [[bag, managers]],
  'kit:give': [[bag, 'ynnnfnnfn']],
  'kit:take': [
    [bag, 'nynnfnnfn'],
    [{ ...bag, holder: null, to: null }, 'yyynfnnfn'],
    [{ ...bag, missingAt: beforeKit, to: null }, 'yyynfnnfn'],
  ],
  'kit:notYet': [
    [bag, 'yynnfnnfn'],
    [{ ...bag, to: null }, 'yyynfnnfn'],
  ],
  'kit:missing': [[bag, 'yyyyfnnfn']],
  'shift:place': [[shift, managers]],
  'shift:onCall': [[shift, managers]],
  'person:invite': [[null, managers]],
  'person:reinvite': [[cai, managers]],
  'person:sendLink': [[cai, managers]],
  'person:showLink': [[cai, managers]],
  'person:stopLink': [[cai, ofCai]],
  'person:change': [[cai, managers]],
  'person:agree': [[cai, ofCai]],
  'person:decline': [[cai, ofCai]],
  'person:profile': [[null, all]],
  'person:endSignIns': [[cai, managers]],
  'person:suspend': [[cai, managers]],
  'person:restore': [[cai, managers]],
  'notification:change': [[null, all]],
  'notification:addDevice': [[null, all]],
  'notification:removeDevice': [[null, all]],
  'notification:test': [[null, all]],
  'feed:make': [[null, all]],
  'feed:end': [[null, all]],
  'update:seen': [[update, 'yffffffff']],
  'helpline:change': [[null, managers]],
  'helpline:planSupervision': [[null, 'nnnnnyyyy']],
};
