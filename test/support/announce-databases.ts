// Runs once before all tests: says which databases are used, and stops the run where one that was asked for is missing.

import { databases, type ServerName, serverNames, serverUrl, serverVariables } from './available-databases.js'
import { openStorage } from './open-storage.js'
import { prepareTemplate } from './pglite-template.js'

/** Vitest's global set-up. */
export default async function announceDatabases(): Promise<void> {
  console.log(`Databases: ${databases.join(', ')}`)
  for (const name of serverNames) {
    if (serverUrl(name) === undefined) reportMissing(name)
    else await checkServer(name)
  }
  await prepareTemplate()
}

function reportMissing(name: ServerName): void {
  const variable = serverVariables[name]
  if (process.env.FIELDSEAL_TEST_REQUIRE_SERVERS === '1') {
    throw new Error(`${variable} is not set, and FIELDSEAL_TEST_REQUIRE_SERVERS=1 asks for ${name}`)
  }
  console.log(`  not ${name}: set ${variable} to the URL of a server to test on it`)
}

async function checkServer(name: ServerName): Promise<void> {
  try {
    await (await openStorage(name)).drop()
  } catch (cause) {
    throw new Error(`Cannot create a database on the ${name} server of ${serverVariables[name]}`, { cause })
  }
}
