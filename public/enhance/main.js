// Comfort only: every page works without this.
import { countCharacters } from './count.js'
import { focusOnErrors } from './errors.js'
import { signWithPasskeys } from './passkeys.js'
import { quickExit } from './quick-exit.js'
import { watchFiles } from './sending.js'
import { submitOnce } from './submit-once.js'
import { warnBeforeLeaving } from './unsaved-work.js'

warnBeforeLeaving()
quickExit()
submitOnce()
watchFiles()
countCharacters()
focusOnErrors()
signWithPasskeys()
