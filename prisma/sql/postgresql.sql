-- Written by scripts/write-sql.mjs from prisma/schema.prisma.

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "VisitKind" AS ENUM ('CHECKUP', 'SURGERY', 'EMERGENCY');

-- CreateEnum
CREATE TYPE "ClaimStatus" AS ENUM ('OPEN', 'PAID', 'REFUSED');

-- CreateTable
CREATE TABLE "Patient" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailIndex" TEXT,
    "card_number" TEXT,
    "history" TEXT,
    "age" TEXT,
    "name" TEXT NOT NULL,
    "city" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "mentorId" TEXT,

    CONSTRAINT "Patient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "doctors" (
    "id" SERIAL NOT NULL,
    "full_name" TEXT NOT NULL,

    CONSTRAINT "doctors_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visits" (
    "id" SERIAL NOT NULL,
    "note" TEXT NOT NULL,
    "kind" "VisitKind" NOT NULL DEFAULT 'CHECKUP',
    "meta" JSONB,
    "patientId" TEXT NOT NULL,
    "doctorId" INTEGER,
    "building" TEXT,
    "room_number" INTEGER,

    CONSTRAINT "visits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rooms" (
    "building" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "door_code" TEXT,

    CONSTRAINT "rooms_pkey" PRIMARY KEY ("building","number")
);

-- CreateTable
CREATE TABLE "insurance_policies" (
    "id" SERIAL NOT NULL,
    "policy_number" TEXT NOT NULL,
    "data" TEXT,
    "patientId" TEXT NOT NULL,

    CONSTRAINT "insurance_policies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Vault" (
    "id" SERIAL NOT NULL,
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
    "blobString" BYTEA,
    "blobInt" BYTEA,
    "blobBigInt" BYTEA,
    "blobFloat" BYTEA,
    "blobDecimal" BYTEA,
    "blobBoolean" BYTEA,
    "blobDateTime" BYTEA,
    "blobJson" BYTEA,
    "blobBytes" BYTEA,

    CONSTRAINT "Vault_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BoundRecord" (
    "id" TEXT NOT NULL,
    "tenantId" TEXT NOT NULL,
    "secret" TEXT,
    "patientId" TEXT,

    CONSTRAINT "BoundRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL,
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
    "sessionToken" TEXT,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Post" (
    "id" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "titleIndex" TEXT,
    "body" TEXT,
    "accountId" TEXT NOT NULL,

    CONSTRAINT "Post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "login" TEXT NOT NULL,
    "name" TEXT,
    "password" TEXT,
    "recoveryCode" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UserSession" (
    "id" SERIAL NOT NULL,
    "device" TEXT NOT NULL,
    "userId" TEXT NOT NULL,

    CONSTRAINT "UserSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Member" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "emailIndex" TEXT,
    "password" TEXT NOT NULL,

    CONSTRAINT "Member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Cardholder" (
    "id" TEXT NOT NULL,
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
    "city" TEXT,

    CONSTRAINT "Cardholder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Payment" (
    "id" SERIAL NOT NULL,
    "amount" INTEGER NOT NULL,
    "iban" TEXT NOT NULL,
    "phone" TEXT,
    "cardholderId" TEXT NOT NULL,

    CONSTRAINT "Payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customers" (
    "id" TEXT NOT NULL,
    "full_name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailIndex" TEXT,
    "note" TEXT,
    "iban" TEXT,
    "phone" TEXT,
    "pin" TEXT,
    "apiToken" TEXT,
    "balance" DECIMAL(65,30) NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "points" BIGINT,
    "score" DOUBLE PRECISION,
    "settings" JSONB,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "regionCode" TEXT NOT NULL,
    "referrerId" TEXT,

    CONSTRAINT "customers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Region" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Region_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "District" (
    "region_code" TEXT NOT NULL,
    "district_number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "District_pkey" PRIMARY KEY ("region_code","district_number")
);

-- CreateTable
CREATE TABLE "contracts" (
    "id" SERIAL NOT NULL,
    "terms" TEXT NOT NULL,
    "premium" INTEGER NOT NULL,
    "customer_id" TEXT NOT NULL,
    "regionCode" TEXT,
    "districtNumber" INTEGER,

    CONSTRAINT "contracts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Claim" (
    "id" SERIAL NOT NULL,
    "amount" INTEGER NOT NULL,
    "status" "ClaimStatus" NOT NULL DEFAULT 'OPEN',
    "contractId" INTEGER,
    "parentId" INTEGER,

    CONSTRAINT "Claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Passport" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "photo" BYTEA,
    "customerId" TEXT NOT NULL,

    CONSTRAINT "Passport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Label" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Label_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlainAccount" (
    "id" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "ssn" TEXT,
    "birthDate" TIMESTAMP(3),
    "score" INTEGER,
    "lastName" TEXT,
    "sessionToken" TEXT,

    CONSTRAINT "PlainAccount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlainPost" (
    "id" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT,
    "accountId" TEXT NOT NULL,

    CONSTRAINT "PlainPost_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlainPatient" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "cardNumber" TEXT,
    "history" JSONB,
    "age" INTEGER,
    "name" TEXT NOT NULL,
    "city" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PlainPatient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" TEXT NOT NULL,
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
    "mac" TEXT NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
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

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("eventId","position")
);

-- CreateTable
CREATE TABLE "audit_leaf" (
    "position" BIGINT NOT NULL,
    "eventId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_leaf_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "audit_checkpoint" (
    "size" BIGINT NOT NULL,
    "note" TEXT NOT NULL,
    "frontier" TEXT NOT NULL,

    CONSTRAINT "audit_checkpoint_pkey" PRIMARY KEY ("size")
);

-- CreateTable
CREATE TABLE "_DoctorToPatient" (
    "A" INTEGER NOT NULL,
    "B" TEXT NOT NULL,

    CONSTRAINT "_DoctorToPatient_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_CustomerToLabel" (
    "A" TEXT NOT NULL,
    "B" INTEGER NOT NULL,

    CONSTRAINT "_CustomerToLabel_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_RelatedLabels" (
    "A" INTEGER NOT NULL,
    "B" INTEGER NOT NULL,

    CONSTRAINT "_RelatedLabels_AB_pkey" PRIMARY KEY ("A","B")
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
CREATE INDEX "_DoctorToPatient_B_index" ON "_DoctorToPatient"("B");

-- CreateIndex
CREATE INDEX "_CustomerToLabel_B_index" ON "_CustomerToLabel"("B");

-- CreateIndex
CREATE INDEX "_RelatedLabels_B_index" ON "_RelatedLabels"("B");

-- AddForeignKey
ALTER TABLE "Patient" ADD CONSTRAINT "Patient_mentorId_fkey" FOREIGN KEY ("mentorId") REFERENCES "Patient"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visits" ADD CONSTRAINT "visits_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visits" ADD CONSTRAINT "visits_doctorId_fkey" FOREIGN KEY ("doctorId") REFERENCES "doctors"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visits" ADD CONSTRAINT "visits_building_room_number_fkey" FOREIGN KEY ("building", "room_number") REFERENCES "rooms"("building", "number") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "insurance_policies" ADD CONSTRAINT "insurance_policies_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BoundRecord" ADD CONSTRAINT "BoundRecord_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UserSession" ADD CONSTRAINT "UserSession_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_cardholderId_fkey" FOREIGN KEY ("cardholderId") REFERENCES "Cardholder"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_regionCode_fkey" FOREIGN KEY ("regionCode") REFERENCES "Region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_referrerId_fkey" FOREIGN KEY ("referrerId") REFERENCES "customers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "District" ADD CONSTRAINT "District_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "Region"("code") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_regionCode_districtNumber_fkey" FOREIGN KEY ("regionCode", "districtNumber") REFERENCES "District"("region_code", "district_number") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "contracts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Claim"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Passport" ADD CONSTRAINT "Passport_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlainPost" ADD CONSTRAINT "PlainPost_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "PlainAccount"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_DoctorToPatient" ADD CONSTRAINT "_DoctorToPatient_A_fkey" FOREIGN KEY ("A") REFERENCES "doctors"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_DoctorToPatient" ADD CONSTRAINT "_DoctorToPatient_B_fkey" FOREIGN KEY ("B") REFERENCES "Patient"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_CustomerToLabel" ADD CONSTRAINT "_CustomerToLabel_A_fkey" FOREIGN KEY ("A") REFERENCES "customers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_CustomerToLabel" ADD CONSTRAINT "_CustomerToLabel_B_fkey" FOREIGN KEY ("B") REFERENCES "Label"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_RelatedLabels" ADD CONSTRAINT "_RelatedLabels_A_fkey" FOREIGN KEY ("A") REFERENCES "Label"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_RelatedLabels" ADD CONSTRAINT "_RelatedLabels_B_fkey" FOREIGN KEY ("B") REFERENCES "Label"("id") ON DELETE CASCADE ON UPDATE CASCADE;
