import { coalitionJobs } from './campaigns/coalition/jobs.ts'
import { forgetOldAgents } from './campaigns/edges/jobs.ts'
import { forgetOldDelegates } from './campaigns/meetings/meetings.ts'
import { forgetOldAdvocates } from './campaigns/postcards/jobs.ts'
import { forgetOldSigners, signingJobs } from './campaigns/signing/jobs.ts'
import { houseJobs } from './house/jobs/house-jobs.ts'
import { forgetSignIns } from './people/accounts/changes.ts'
import { forgetInvitations } from './people/organisations/invitations.ts'
import { finishErasures } from './people/own-data/erase.ts'

/** Everything the program does at its own times, or after the answer. */
export const allJobs = [
  ...houseJobs([
    { what: 'invitations', forget: forgetInvitations },
    { what: 'sign-ins', forget: forgetSignIns },
    // Whoever asked to be erased and was told that it did not go through is erased all the same.
    { what: 'people whose erasure was cut short', forget: finishErasures },
    { what: 'signers of campaigns that are over', forget: forgetOldSigners },
    { what: 'advocates of campaigns that are over', forget: forgetOldAdvocates },
    { what: 'delegations and notes of campaigns that are over', forget: forgetOldDelegates },
    { what: 'who handed letters over in campaigns that are over', forget: forgetOldAgents },
  ]),
  ...coalitionJobs,
  ...signingJobs,
]
