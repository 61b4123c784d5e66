import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect } from 'chai';

/** Who may send something to a chat, and why. */
const speakers: Readonly<Record<string, string>> = {
  'src/bot/apologize.ts': 'answers the update that failed',
  'src/bot/areas/desk/group.ts': 'answers staff in their group',
  'src/bot/areas/desk/open/lose-copy.ts': 'says beside an answer of staff that it does not arrive',
  'src/bot/areas/notices/send-notice.ts': 'tells every notice of the catalogue',
  'src/bot/areas/partners/group.ts': 'brings the tapped message of a payout or an application up to date',
  'src/bot/areas/payments/open/show-payment.ts': 'follows a payment in the message that asked for it',
  'src/bot/areas/reviews/acts.ts': 'shows the receipt that a reviewer asked for',
  'src/bot/areas/subscriptions/open/show-subscription.ts': 'fills the message in which somebody waits',
  'src/bot/handle-group.ts': 'answers what was said in a group',
  'src/bot/handle-update.ts': 'answers the update',
  'src/workers/endpoints/bot-admins.ts':
    'takes the menu of commands from who runs the bot no more, in which nothing is said',
};

describe('what the fleet says without being asked', () => {
  it('goes through the catalogue of notices: nothing else but answers makes messages', () => {
    const files = execFileSync('git', ['ls-files', 'src/**/*.ts'], { encoding: 'utf8' }).trim().split('\n');
    const found = files.filter((file) => {
      const code = readFileSync(file, 'utf8');
      return /\benqueueCalls\(/.test(code) && !file.endsWith('/outgoing-calls.ts');
    });
    expect(found, 'decide it by notify (services/notices)').to.have.members(Object.keys(speakers));
    const direct = files.filter((file) =>
      /\benqueue\([^)]*'message\.send(?:-qr)?'/.test(readFileSync(file, 'utf8')),
    );
    expect(direct).to.deep.equal(['src/bot/outgoing-calls.ts']);
  });
});
