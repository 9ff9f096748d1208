-- Written by scripts/write-sql.mjs from prisma/schema.prisma.

CREATE TABLE `Patient` (
    `id` VARCHAR(191) NOT NULL,
    `email` VARCHAR(512) NOT NULL,
    `emailIndex` VARCHAR(191) NULL,
    `card_number` LONGTEXT NULL,
    `history` LONGTEXT NULL,
    `age` LONGTEXT NULL,
    `name` VARCHAR(191) NOT NULL,
    `city` VARCHAR(191) NULL,
    `createdAt` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    `mentorId` VARCHAR(191) NULL,
    UNIQUE INDEX `Patient_email_key`(`email`),
    UNIQUE INDEX `Patient_emailIndex_key`(`emailIndex`),
    INDEX `Patient_mentorId_idx`(`mentorId`),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `doctors` (
    `id` INTEGER NOT NULL AUTO_INCREMENT,
    `full_name` VARCHAR(191) NOT NULL,
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `visits` (
    `id` INTEGER NOT NULL AUTO_INCREMENT,
    `note` LONGTEXT NOT NULL,
    `kind` ENUM('CHECKUP', 'SURGERY', 'EMERGENCY') NOT NULL DEFAULT 'CHECKUP',
    `meta` JSON NULL,
    `patientId` VARCHAR(191) NOT NULL,
    `doctorId` INTEGER NULL,
    `building` VARCHAR(191) NULL,
    `room_number` INTEGER NULL,
    INDEX `visits_patientId_idx`(`patientId`),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `rooms` (
    `building` VARCHAR(191) NOT NULL,
    `number` INTEGER NOT NULL,
    `door_code` LONGTEXT NULL,
    PRIMARY KEY (`building`, `number`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `insurance_policies` (
    `id` INTEGER NOT NULL AUTO_INCREMENT,
    `policy_number` LONGTEXT NOT NULL,
    `data` VARCHAR(191) NULL,
    `patientId` VARCHAR(191) NOT NULL,
    UNIQUE INDEX `insurance_policies_patientId_key`(`patientId`),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `Vault` (
    `id` INTEGER NOT NULL AUTO_INCREMENT,
    `label` VARCHAR(191) NOT NULL,
    `secret` LONGTEXT NOT NULL,
    `textString` LONGTEXT NULL,
    `textInt` LONGTEXT NULL,
    `textBigInt` LONGTEXT NULL,
    `textFloat` LONGTEXT NULL,
    `textDecimal` LONGTEXT NULL,
    `textBoolean` LONGTEXT NULL,
    `textDateTime` LONGTEXT NULL,
    `textJson` LONGTEXT NULL,
    `textBytes` LONGTEXT NULL,
    `blobString` LONGBLOB NULL,
    `blobInt` LONGBLOB NULL,
    `blobBigInt` LONGBLOB NULL,
    `blobFloat` LONGBLOB NULL,
    `blobDecimal` LONGBLOB NULL,
    `blobBoolean` LONGBLOB NULL,
    `blobDateTime` LONGBLOB NULL,
    `blobJson` LONGBLOB NULL,
    `blobBytes` LONGBLOB NULL,
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `BoundRecord` (
    `id` VARCHAR(191) NOT NULL,
    `tenantId` VARCHAR(191) NOT NULL,
    `secret` LONGTEXT NULL,
    `patientId` VARCHAR(191) NULL,
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `Account` (
    `id` VARCHAR(191) NOT NULL,
    `tenant` VARCHAR(191) NOT NULL,
    `username` VARCHAR(512) NOT NULL,
    `usernameIndex` VARCHAR(191) NULL,
    `ssn` VARCHAR(512) NULL,
    `ssnIndex` VARCHAR(191) NULL,
    `birthDate` LONGTEXT NULL,
    `birthDateIndex` VARCHAR(191) NULL,
    `score` LONGTEXT NULL,
    `scoreIndex` VARCHAR(191) NULL,
    `lastName` LONGTEXT NULL,
    `lastNameIndex` VARCHAR(191) NULL,
    `lastNamePrefix` VARCHAR(191) NULL,
    `nameBirthIndex` VARCHAR(191) NULL,
    `sessionToken` VARCHAR(191) NULL,
    UNIQUE INDEX `Account_username_key`(`username`),
    UNIQUE INDEX `Account_usernameIndex_key`(`usernameIndex`),
    UNIQUE INDEX `Account_sessionToken_key`(`sessionToken`),
    INDEX `Account_ssnIndex_idx`(`ssnIndex`),
    INDEX `Account_birthDateIndex_idx`(`birthDateIndex`),
    INDEX `Account_lastNameIndex_idx`(`lastNameIndex`),
    INDEX `Account_nameBirthIndex_idx`(`nameBirthIndex`),
    UNIQUE INDEX `Account_tenant_ssn_key`(`tenant`, `ssn`),
    UNIQUE INDEX `Account_tenant_ssnIndex_key`(`tenant`, `ssnIndex`),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `Post` (
    `id` INTEGER NOT NULL AUTO_INCREMENT,
    `title` LONGTEXT NOT NULL,
    `titleIndex` VARCHAR(191) NULL,
    `body` VARCHAR(191) NULL,
    `accountId` VARCHAR(191) NOT NULL,
    INDEX `Post_titleIndex_idx`(`titleIndex`),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `User` (
    `id` VARCHAR(191) NOT NULL,
    `login` VARCHAR(191) NOT NULL,
    `name` VARCHAR(191) NULL,
    `password` LONGTEXT NULL,
    `recoveryCode` LONGTEXT NULL,
    `active` BOOLEAN NOT NULL DEFAULT true,
    UNIQUE INDEX `User_login_key`(`login`),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `UserSession` (
    `id` INTEGER NOT NULL AUTO_INCREMENT,
    `device` VARCHAR(191) NOT NULL,
    `userId` VARCHAR(191) NOT NULL,
    INDEX `UserSession_userId_idx`(`userId`),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `Member` (
    `id` INTEGER NOT NULL AUTO_INCREMENT,
    `email` VARCHAR(512) NOT NULL,
    `emailIndex` VARCHAR(191) NULL,
    `password` LONGTEXT NOT NULL,
    UNIQUE INDEX `Member_email_key`(`email`),
    UNIQUE INDEX `Member_emailIndex_key`(`emailIndex`),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `Cardholder` (
    `id` VARCHAR(191) NOT NULL,
    `name` VARCHAR(191) NOT NULL,
    `email` VARCHAR(512) NOT NULL,
    `emailIndex` VARCHAR(191) NULL,
    `cardNumber` LONGTEXT NULL,
    `cardIndex` VARCHAR(191) NULL,
    `cvv` LONGTEXT NULL,
    `birthDate` LONGTEXT NULL,
    `taxId` VARCHAR(191) NULL,
    `salary` INTEGER NULL,
    `lastIp` VARCHAR(191) NULL,
    `userId` VARCHAR(191) NULL,
    `city` VARCHAR(191) NULL,
    UNIQUE INDEX `Cardholder_email_key`(`email`),
    UNIQUE INDEX `Cardholder_emailIndex_key`(`emailIndex`),
    UNIQUE INDEX `Cardholder_taxId_key`(`taxId`),
    INDEX `Cardholder_cardIndex_idx`(`cardIndex`),
    UNIQUE INDEX `Cardholder_city_taxId_key`(`city`, `taxId`),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `Payment` (
    `id` INTEGER NOT NULL AUTO_INCREMENT,
    `amount` INTEGER NOT NULL,
    `iban` LONGTEXT NOT NULL,
    `phone` VARCHAR(191) NULL,
    `cardholderId` VARCHAR(191) NOT NULL,
    INDEX `Payment_cardholderId_idx`(`cardholderId`),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `customers` (
    `id` VARCHAR(191) NOT NULL,
    `full_name` VARCHAR(191) NOT NULL,
    `email` VARCHAR(512) NOT NULL,
    `emailIndex` VARCHAR(191) NULL,
    `note` LONGTEXT NULL,
    `iban` LONGTEXT NULL,
    `phone` VARCHAR(191) NULL,
    `pin` LONGTEXT NULL,
    `apiToken` VARCHAR(191) NULL,
    `balance` DECIMAL(65, 30) NOT NULL DEFAULT 0,
    `active` BOOLEAN NOT NULL DEFAULT true,
    `points` BIGINT NULL,
    `score` DOUBLE NULL,
    `settings` JSON NULL,
    `createdAt` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    `updatedAt` DATETIME(3) NOT NULL,
    `regionCode` VARCHAR(191) NOT NULL,
    `referrerId` VARCHAR(191) NULL,
    UNIQUE INDEX `customers_email_key`(`email`),
    UNIQUE INDEX `customers_emailIndex_key`(`emailIndex`),
    UNIQUE INDEX `customers_apiToken_key`(`apiToken`),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `Region` (
    `code` VARCHAR(191) NOT NULL,
    `name` VARCHAR(191) NOT NULL,
    PRIMARY KEY (`code`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `District` (
    `region_code` VARCHAR(191) NOT NULL,
    `district_number` INTEGER NOT NULL,
    `name` VARCHAR(191) NOT NULL,
    PRIMARY KEY (`region_code`, `district_number`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `contracts` (
    `id` INTEGER NOT NULL AUTO_INCREMENT,
    `terms` LONGTEXT NOT NULL,
    `premium` INTEGER NOT NULL,
    `customer_id` VARCHAR(191) NOT NULL,
    `regionCode` VARCHAR(191) NULL,
    `districtNumber` INTEGER NULL,
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `Claim` (
    `id` INTEGER NOT NULL AUTO_INCREMENT,
    `amount` INTEGER NOT NULL,
    `status` ENUM('OPEN', 'PAID', 'REFUSED') NOT NULL DEFAULT 'OPEN',
    `contractId` INTEGER NULL,
    `parentId` INTEGER NULL,
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `Passport` (
    `id` INTEGER NOT NULL AUTO_INCREMENT,
    `number` LONGTEXT NOT NULL,
    `photo` LONGBLOB NULL,
    `customerId` VARCHAR(191) NOT NULL,
    UNIQUE INDEX `Passport_customerId_key`(`customerId`),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `Label` (
    `id` INTEGER NOT NULL AUTO_INCREMENT,
    `name` VARCHAR(191) NOT NULL,
    UNIQUE INDEX `Label_name_key`(`name`),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `PlainAccount` (
    `id` VARCHAR(191) NOT NULL,
    `tenant` VARCHAR(191) NOT NULL,
    `username` VARCHAR(191) NOT NULL,
    `ssn` VARCHAR(191) NULL,
    `birthDate` DATETIME(3) NULL,
    `score` INTEGER NULL,
    `lastName` VARCHAR(191) NULL,
    `sessionToken` VARCHAR(191) NULL,
    UNIQUE INDEX `PlainAccount_username_key`(`username`),
    UNIQUE INDEX `PlainAccount_sessionToken_key`(`sessionToken`),
    UNIQUE INDEX `PlainAccount_tenant_ssn_key`(`tenant`, `ssn`),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `PlainPost` (
    `id` INTEGER NOT NULL AUTO_INCREMENT,
    `title` VARCHAR(191) NOT NULL,
    `body` VARCHAR(191) NULL,
    `accountId` VARCHAR(191) NOT NULL,
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `PlainPatient` (
    `id` VARCHAR(191) NOT NULL,
    `email` VARCHAR(191) NOT NULL,
    `cardNumber` VARCHAR(191) NULL,
    `history` JSON NULL,
    `age` INTEGER NULL,
    `name` VARCHAR(191) NOT NULL,
    `city` VARCHAR(191) NULL,
    `createdAt` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    UNIQUE INDEX `PlainPatient_email_key`(`email`),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `audit_event` (
    `id` VARCHAR(36) NOT NULL,
    `time` VARCHAR(32) NOT NULL,
    `kind` VARCHAR(16) NOT NULL,
    `outcome` VARCHAR(16) NOT NULL,
    `operation` VARCHAR(64) NOT NULL,
    `model` VARCHAR(128) NULL,
    `transactionId` VARCHAR(36) NULL,
    `actor` VARCHAR(255) NULL,
    `roles` TEXT NULL,
    `reason` TEXT NULL,
    `purpose` TEXT NULL,
    `requestId` TEXT NULL,
    `ip` TEXT NULL,
    `details` LONGTEXT NULL,
    `entryCount` INTEGER NOT NULL,
    `mac` VARCHAR(80) NOT NULL,
    INDEX `audit_event_time_idx`(`time`),
    INDEX `audit_event_actor_time_idx`(`actor`, `time`),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `audit_entry` (
    `eventId` VARCHAR(36) NOT NULL,
    `position` INTEGER NOT NULL,
    `model` VARCHAR(128) NOT NULL,
    `recordId` VARCHAR(512) NOT NULL,
    `action` VARCHAR(16) NOT NULL,
    `fields` TEXT NOT NULL,
    `before` LONGTEXT NULL,
    `after` LONGTEXT NULL,
    INDEX `audit_entry_model_recordId_idx`(`model`, `recordId`),
    PRIMARY KEY (`eventId`, `position`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `audit_leaf` (
    `position` BIGINT NOT NULL,
    `eventId` VARCHAR(36) NOT NULL,
    `hash` VARCHAR(64) NOT NULL,
    UNIQUE INDEX `audit_leaf_eventId_key`(`eventId`),
    PRIMARY KEY (`position`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `audit_checkpoint` (
    `size` BIGINT NOT NULL,
    `note` TEXT NOT NULL,
    `frontier` TEXT NOT NULL,
    PRIMARY KEY (`size`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `_DoctorToPatient` (
    `A` INTEGER NOT NULL,
    `B` VARCHAR(191) NOT NULL,
    UNIQUE INDEX `_DoctorToPatient_AB_unique`(`A`, `B`),
    INDEX `_DoctorToPatient_B_index`(`B`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `_CustomerToLabel` (
    `A` VARCHAR(191) NOT NULL,
    `B` INTEGER NOT NULL,
    UNIQUE INDEX `_CustomerToLabel_AB_unique`(`A`, `B`),
    INDEX `_CustomerToLabel_B_index`(`B`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `_RelatedLabels` (
    `A` INTEGER NOT NULL,
    `B` INTEGER NOT NULL,
    UNIQUE INDEX `_RelatedLabels_AB_unique`(`A`, `B`),
    INDEX `_RelatedLabels_B_index`(`B`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

ALTER TABLE `Patient` ADD CONSTRAINT `Patient_mentorId_fkey` FOREIGN KEY (`mentorId`) REFERENCES `Patient`(`id`) ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE `visits` ADD CONSTRAINT `visits_patientId_fkey` FOREIGN KEY (`patientId`) REFERENCES `Patient`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE `visits` ADD CONSTRAINT `visits_doctorId_fkey` FOREIGN KEY (`doctorId`) REFERENCES `doctors`(`id`) ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE `visits` ADD CONSTRAINT `visits_building_room_number_fkey` FOREIGN KEY (`building`, `room_number`) REFERENCES `rooms`(`building`, `number`) ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE `insurance_policies` ADD CONSTRAINT `insurance_policies_patientId_fkey` FOREIGN KEY (`patientId`) REFERENCES `Patient`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE `BoundRecord` ADD CONSTRAINT `BoundRecord_patientId_fkey` FOREIGN KEY (`patientId`) REFERENCES `Patient`(`id`) ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE `Post` ADD CONSTRAINT `Post_accountId_fkey` FOREIGN KEY (`accountId`) REFERENCES `Account`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE `UserSession` ADD CONSTRAINT `UserSession_userId_fkey` FOREIGN KEY (`userId`) REFERENCES `User`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE `Payment` ADD CONSTRAINT `Payment_cardholderId_fkey` FOREIGN KEY (`cardholderId`) REFERENCES `Cardholder`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE `customers` ADD CONSTRAINT `customers_regionCode_fkey` FOREIGN KEY (`regionCode`) REFERENCES `Region`(`code`) ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE `customers` ADD CONSTRAINT `customers_referrerId_fkey` FOREIGN KEY (`referrerId`) REFERENCES `customers`(`id`) ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE `District` ADD CONSTRAINT `District_region_code_fkey` FOREIGN KEY (`region_code`) REFERENCES `Region`(`code`) ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE `contracts` ADD CONSTRAINT `contracts_customer_id_fkey` FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE `contracts` ADD CONSTRAINT `contracts_regionCode_districtNumber_fkey` FOREIGN KEY (`regionCode`, `districtNumber`) REFERENCES `District`(`region_code`, `district_number`) ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE `Claim` ADD CONSTRAINT `Claim_contractId_fkey` FOREIGN KEY (`contractId`) REFERENCES `contracts`(`id`) ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE `Claim` ADD CONSTRAINT `Claim_parentId_fkey` FOREIGN KEY (`parentId`) REFERENCES `Claim`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE `Passport` ADD CONSTRAINT `Passport_customerId_fkey` FOREIGN KEY (`customerId`) REFERENCES `customers`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE `PlainPost` ADD CONSTRAINT `PlainPost_accountId_fkey` FOREIGN KEY (`accountId`) REFERENCES `PlainAccount`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE `_DoctorToPatient` ADD CONSTRAINT `_DoctorToPatient_A_fkey` FOREIGN KEY (`A`) REFERENCES `doctors`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE `_DoctorToPatient` ADD CONSTRAINT `_DoctorToPatient_B_fkey` FOREIGN KEY (`B`) REFERENCES `Patient`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE `_CustomerToLabel` ADD CONSTRAINT `_CustomerToLabel_A_fkey` FOREIGN KEY (`A`) REFERENCES `customers`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE `_CustomerToLabel` ADD CONSTRAINT `_CustomerToLabel_B_fkey` FOREIGN KEY (`B`) REFERENCES `Label`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE `_RelatedLabels` ADD CONSTRAINT `_RelatedLabels_A_fkey` FOREIGN KEY (`A`) REFERENCES `Label`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE `_RelatedLabels` ADD CONSTRAINT `_RelatedLabels_B_fkey` FOREIGN KEY (`B`) REFERENCES `Label`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;
