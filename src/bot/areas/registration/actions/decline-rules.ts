import { rules } from '../screens/rules.js';
import { action } from '../../../action.js';

/** The person declines the rules: they stay, and so does the demand. */
export const declineRulesAction = action({
  name: 'decline-rules',
  step: 'rules',
  isForRegistered: false,
  run: (ctx) => rules(ctx.voice, { rulesText: ctx.settings.values.rules_text, isDeclined: true }),
});
