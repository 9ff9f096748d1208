// Runs once before all tests: says which databases are used, and stops the run where one that was asked for is missing.

import { databases, servers, serverUrl } from './available-databases.js'
import { openStorage } from './open-storage.js'

/** Vitest's global set-up. */
export default async function announceDatabases(): Promise<void> {
  console.log(`Databases: ${databases.join(', ')}`)
  for (const { name, variable } of servers) {
    if (serverUrl(name) !== undefined) await checkServer(name, variable)
    else reportMissing(name, variable)
  }
}

function reportMissing(name: string, variable: string): void {
  if (process.env.FIELDSEAL_TEST_REQUIRE_SERVERS === '1') {
    throw new Error(`${variable} is missing, and FIELDSEAL_TEST_REQUIRE_SERVERS=1 asks for ${name}`)
  }
  console.log(`  not ${name}: set ${variable} to its URL to test on it`)
}

async function checkServer(name: 'postgresql' | 'mariadb', variable: string): Promise<void> {
  try {
    await (await openStorage(name)).drop()
  } catch (cause) {
    throw new Error(`Cannot create a database on the ${name} that ${variable} names`, { cause })
  }
}
