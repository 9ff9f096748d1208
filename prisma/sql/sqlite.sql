-- Written by scripts/write-sql.mjs from prisma/schema.prisma.

-- CreateTable
CREATE TABLE "Patient" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "email" TEXT NOT NULL,
    "emailIndex" TEXT,
    "card_number" TEXT,
    "history" TEXT,
    "age" TEXT,
    "name" TEXT NOT NULL,
    "city" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "mentorId" TEXT,
    CONSTRAINT "Patient_mentorId_fkey" FOREIGN KEY ("mentorId") REFERENCES "Patient" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "doctors" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "full_name" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "visits" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "note" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'CHECKUP',
    "meta" JSONB,
    "patientId" TEXT NOT NULL,
    "doctorId" INTEGER,
    "building" TEXT,
    "room_number" INTEGER,
    CONSTRAINT "visits_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "visits_doctorId_fkey" FOREIGN KEY ("doctorId") REFERENCES "doctors" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "visits_building_room_number_fkey" FOREIGN KEY ("building", "room_number") REFERENCES "rooms" ("building", "number") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "rooms" (
    "building" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "door_code" TEXT,

    PRIMARY KEY ("building", "number")
);

-- CreateTable
CREATE TABLE "insurance_policies" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "policy_number" TEXT NOT NULL,
    "data" TEXT,
    "patientId" TEXT NOT NULL,
    CONSTRAINT "insurance_policies_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Vault" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "label" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "textString" TEXT,
    "textInt" TEXT,
    "textBigInt" TEXT,
    "textFloat" TEXT,
    "textDecimal" TEXT,
    "textBoolean" TEXT,
    "textDateTime" TEXT,
    "textJson" TEXT,
    "textBytes" TEXT,
    "blobString" BLOB,
    "blobInt" BLOB,
    "blobBigInt" BLOB,
    "blobFloat" BLOB,
    "blobDecimal" BLOB,
    "blobBoolean" BLOB,
    "blobDateTime" BLOB,
    "blobJson" BLOB,
    "blobBytes" BLOB
);

-- CreateTable
CREATE TABLE "BoundRecord" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tenantId" TEXT NOT NULL,
    "secret" TEXT,
    "patientId" TEXT,
    CONSTRAINT "BoundRecord_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tenant" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "usernameIndex" TEXT,
    "ssn" TEXT,
    "ssnIndex" TEXT,
    "birthDate" TEXT,
    "birthDateIndex" TEXT,
    "score" TEXT,
    "scoreIndex" TEXT,
    "lastName" TEXT,
    "lastNameIndex" TEXT,
    "lastNamePrefix" TEXT,
    "nameBirthIndex" TEXT,
    "sessionToken" TEXT
);

-- CreateTable
CREATE TABLE "Post" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "title" TEXT NOT NULL,
    "titleIndex" TEXT,
    "body" TEXT,
    "accountId" TEXT NOT NULL,
    CONSTRAINT "Post_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "login" TEXT NOT NULL,
    "name" TEXT,
    "password" TEXT,
    "recoveryCode" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true
);

-- CreateTable
CREATE TABLE "UserSession" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "device" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    CONSTRAINT "UserSession_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Member" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "email" TEXT NOT NULL,
    "emailIndex" TEXT,
    "password" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Cardholder" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailIndex" TEXT,
    "cardNumber" TEXT,
    "cardIndex" TEXT,
    "cvv" TEXT,
    "birthDate" TEXT,
    "taxId" TEXT,
    "salary" INTEGER,
    "lastIp" TEXT,
    "userId" TEXT,
    "city" TEXT
);

-- CreateTable
CREATE TABLE "Payment" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "amount" INTEGER NOT NULL,
    "iban" TEXT NOT NULL,
    "phone" TEXT,
    "cardholderId" TEXT NOT NULL,
    CONSTRAINT "Payment_cardholderId_fkey" FOREIGN KEY ("cardholderId") REFERENCES "Cardholder" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "customers" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "full_name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailIndex" TEXT,
    "note" TEXT,
    "iban" TEXT,
    "phone" TEXT,
    "pin" TEXT,
    "apiToken" TEXT,
    "balance" DECIMAL NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "points" BIGINT,
    "score" REAL,
    "settings" JSONB,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    "regionCode" TEXT NOT NULL,
    "referrerId" TEXT,
    CONSTRAINT "customers_regionCode_fkey" FOREIGN KEY ("regionCode") REFERENCES "Region" ("code") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "customers_referrerId_fkey" FOREIGN KEY ("referrerId") REFERENCES "customers" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Region" (
    "code" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "District" (
    "region_code" TEXT NOT NULL,
    "district_number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,

    PRIMARY KEY ("region_code", "district_number"),
    CONSTRAINT "District_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "Region" ("code") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "contracts" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "terms" TEXT NOT NULL,
    "premium" INTEGER NOT NULL,
    "customer_id" TEXT NOT NULL,
    "regionCode" TEXT,
    "districtNumber" INTEGER,
    CONSTRAINT "contracts_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "contracts_regionCode_districtNumber_fkey" FOREIGN KEY ("regionCode", "districtNumber") REFERENCES "District" ("region_code", "district_number") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Claim" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "amount" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'OPEN',
    "contractId" INTEGER,
    "parentId" INTEGER,
    CONSTRAINT "Claim_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "contracts" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Claim_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Claim" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
);

-- CreateTable
CREATE TABLE "Passport" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "number" TEXT NOT NULL,
    "photo" BLOB,
    "customerId" TEXT NOT NULL,
    CONSTRAINT "Passport_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Label" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "PlainAccount" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tenant" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "ssn" TEXT,
    "birthDate" DATETIME,
    "score" INTEGER,
    "lastName" TEXT,
    "sessionToken" TEXT
);

-- CreateTable
CREATE TABLE "PlainPost" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "title" TEXT NOT NULL,
    "body" TEXT,
    "accountId" TEXT NOT NULL,
    CONSTRAINT "PlainPost_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "PlainAccount" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PlainPatient" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "email" TEXT NOT NULL,
    "cardNumber" TEXT,
    "history" JSONB,
    "age" INTEGER,
    "name" TEXT NOT NULL,
    "city" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "time" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "model" TEXT,
    "transactionId" TEXT,
    "actor" TEXT,
    "roles" TEXT,
    "reason" TEXT,
    "purpose" TEXT,
    "requestId" TEXT,
    "ip" TEXT,
    "details" TEXT,
    "entryCount" INTEGER NOT NULL,
    "mac" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "eventId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "model" TEXT NOT NULL,
    "recordId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "fields" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,

    PRIMARY KEY ("eventId", "position")
);

-- CreateTable
CREATE TABLE "audit_leaf" (
    "position" BIGINT NOT NULL PRIMARY KEY,
    "eventId" TEXT NOT NULL,
    "hash" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "audit_checkpoint" (
    "size" BIGINT NOT NULL PRIMARY KEY,
    "note" TEXT NOT NULL,
    "frontier" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "_DoctorToPatient" (
    "A" INTEGER NOT NULL,
    "B" TEXT NOT NULL,
    CONSTRAINT "_DoctorToPatient_A_fkey" FOREIGN KEY ("A") REFERENCES "doctors" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "_DoctorToPatient_B_fkey" FOREIGN KEY ("B") REFERENCES "Patient" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "_CustomerToLabel" (
    "A" TEXT NOT NULL,
    "B" INTEGER NOT NULL,
    CONSTRAINT "_CustomerToLabel_A_fkey" FOREIGN KEY ("A") REFERENCES "customers" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "_CustomerToLabel_B_fkey" FOREIGN KEY ("B") REFERENCES "Label" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "_RelatedLabels" (
    "A" INTEGER NOT NULL,
    "B" INTEGER NOT NULL,
    CONSTRAINT "_RelatedLabels_A_fkey" FOREIGN KEY ("A") REFERENCES "Label" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "_RelatedLabels_B_fkey" FOREIGN KEY ("B") REFERENCES "Label" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Patient_email_key" ON "Patient"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Patient_emailIndex_key" ON "Patient"("emailIndex");

-- CreateIndex
CREATE INDEX "Patient_mentorId_idx" ON "Patient"("mentorId");

-- CreateIndex
CREATE INDEX "visits_patientId_idx" ON "visits"("patientId");

-- CreateIndex
CREATE UNIQUE INDEX "insurance_policies_patientId_key" ON "insurance_policies"("patientId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_username_key" ON "Account"("username");

-- CreateIndex
CREATE UNIQUE INDEX "Account_usernameIndex_key" ON "Account"("usernameIndex");

-- CreateIndex
CREATE UNIQUE INDEX "Account_sessionToken_key" ON "Account"("sessionToken");

-- CreateIndex
CREATE INDEX "Account_ssnIndex_idx" ON "Account"("ssnIndex");

-- CreateIndex
CREATE INDEX "Account_birthDateIndex_idx" ON "Account"("birthDateIndex");

-- CreateIndex
CREATE INDEX "Account_lastNameIndex_idx" ON "Account"("lastNameIndex");

-- CreateIndex
CREATE INDEX "Account_nameBirthIndex_idx" ON "Account"("nameBirthIndex");

-- CreateIndex
CREATE UNIQUE INDEX "Account_tenant_ssn_key" ON "Account"("tenant", "ssn");

-- CreateIndex
CREATE UNIQUE INDEX "Account_tenant_ssnIndex_key" ON "Account"("tenant", "ssnIndex");

-- CreateIndex
CREATE INDEX "Post_titleIndex_idx" ON "Post"("titleIndex");

-- CreateIndex
CREATE UNIQUE INDEX "User_login_key" ON "User"("login");

-- CreateIndex
CREATE INDEX "UserSession_userId_idx" ON "UserSession"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Member_email_key" ON "Member"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Member_emailIndex_key" ON "Member"("emailIndex");

-- CreateIndex
CREATE UNIQUE INDEX "Cardholder_email_key" ON "Cardholder"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Cardholder_emailIndex_key" ON "Cardholder"("emailIndex");

-- CreateIndex
CREATE UNIQUE INDEX "Cardholder_taxId_key" ON "Cardholder"("taxId");

-- CreateIndex
CREATE INDEX "Cardholder_cardIndex_idx" ON "Cardholder"("cardIndex");

-- CreateIndex
CREATE UNIQUE INDEX "Cardholder_city_taxId_key" ON "Cardholder"("city", "taxId");

-- CreateIndex
CREATE INDEX "Payment_cardholderId_idx" ON "Payment"("cardholderId");

-- CreateIndex
CREATE UNIQUE INDEX "customers_email_key" ON "customers"("email");

-- CreateIndex
CREATE UNIQUE INDEX "customers_emailIndex_key" ON "customers"("emailIndex");

-- CreateIndex
CREATE UNIQUE INDEX "customers_apiToken_key" ON "customers"("apiToken");

-- CreateIndex
CREATE UNIQUE INDEX "Passport_customerId_key" ON "Passport"("customerId");

-- CreateIndex
CREATE UNIQUE INDEX "Label_name_key" ON "Label"("name");

-- CreateIndex
CREATE UNIQUE INDEX "PlainAccount_username_key" ON "PlainAccount"("username");

-- CreateIndex
CREATE UNIQUE INDEX "PlainAccount_sessionToken_key" ON "PlainAccount"("sessionToken");

-- CreateIndex
CREATE UNIQUE INDEX "PlainAccount_tenant_ssn_key" ON "PlainAccount"("tenant", "ssn");

-- CreateIndex
CREATE UNIQUE INDEX "PlainPatient_email_key" ON "PlainPatient"("email");

-- CreateIndex
CREATE INDEX "audit_event_time_idx" ON "audit_event"("time");

-- CreateIndex
CREATE INDEX "audit_event_actor_time_idx" ON "audit_event"("actor", "time");

-- CreateIndex
CREATE INDEX "audit_entry_model_recordId_idx" ON "audit_entry"("model", "recordId");

-- CreateIndex
CREATE UNIQUE INDEX "audit_leaf_eventId_key" ON "audit_leaf"("eventId");

-- CreateIndex
CREATE UNIQUE INDEX "_DoctorToPatient_AB_unique" ON "_DoctorToPatient"("A", "B");

-- CreateIndex
CREATE INDEX "_DoctorToPatient_B_index" ON "_DoctorToPatient"("B");

-- CreateIndex
CREATE UNIQUE INDEX "_CustomerToLabel_AB_unique" ON "_CustomerToLabel"("A", "B");

-- CreateIndex
CREATE INDEX "_CustomerToLabel_B_index" ON "_CustomerToLabel"("B");

-- CreateIndex
CREATE UNIQUE INDEX "_RelatedLabels_AB_unique" ON "_RelatedLabels"("A", "B");

-- CreateIndex
CREATE INDEX "_RelatedLabels_B_index" ON "_RelatedLabels"("B");
